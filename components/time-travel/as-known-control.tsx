"use client";
import { History } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useClock } from "@/components/ui/time-provider";
import { fieldOf, hoursAgo, momentOf } from "./as-known-moment";
import { AGO, AS_KNOWN_WORDS as WORDS } from "./as-known-words";

interface AsKnownControlProps {
	/** The moment shown; null: now. */
	at: string | null;
	onChange: (at: string | null) => void;
	className?: string;
}

/** Chooses the moment whose knowledge is shown. */
export function AsKnownControl({ at, onChange, className }: AsKnownControlProps) {
	const { zone, now } = useClock();
	const [open, setOpen] = useState(false);
	const [problem, setProblem] = useState<string | null>(null);

	function choose(moment: string) {
		setProblem(null);
		setOpen(false);
		onChange(moment);
	}

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const moment = momentOf(String(new FormData(event.currentTarget).get("moment") ?? ""), zone);
		if (moment === null || Date.parse(moment) > Date.now()) setProblem(WORDS.future);
		else choose(moment);
	}

	return (
		<Popover open={open} onOpenChange={setOpen}>
			<PopoverTrigger className={classNames(buttonClass({ size: "sm", variant: "quiet" }), className)}>
				<History aria-hidden="true" />
				{WORDS.button}
			</PopoverTrigger>
			<PopoverContent label={WORDS.panel} align="end" className="w-72">
				<div className="flex flex-col gap-1">
					{AGO.map(({ hours, label }) => (
						<Button
							key={hours}
							variant="quiet"
							size="sm"
							className="justify-start"
							onClick={() => choose(hoursAgo(hours, Date.now()))}
						>
							{label}
						</Button>
					))}
				</div>
				<form onSubmit={submit} className="mt-3 flex flex-col gap-2 border-n6 border-t pt-3">
					<Field label={WORDS.moment} error={problem} hint={zone}>
						{(control) => (
							<Input
								{...control}
								type="datetime-local"
								name="moment"
								defaultValue={fieldOf(at ?? new Date(now).toISOString(), zone)}
							/>
						)}
					</Field>
					<Button type="submit" size="sm">
						{WORDS.show}
					</Button>
				</form>
			</PopoverContent>
		</Popover>
	);
}
