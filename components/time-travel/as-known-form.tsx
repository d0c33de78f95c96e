"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { InPopover } from "@/components/ui/popover";
import { useClock } from "@/components/ui/time-provider";
import { fieldOf, hoursAgo, momentOf } from "./as-known-moment";
import { AGO, AS_KNOWN_WORDS as WORDS } from "./as-known-words";

interface AsKnownFormProps {
	at: string | null;
	onChange: (at: string | null) => void;
}

/** Some hours ago, or a moment of one's own. */
export function AsKnownForm({ at, onChange, close }: AsKnownFormProps & InPopover) {
	const { zone, now } = useClock();
	const [problem, setProblem] = useState<string | null>(null);

	function choose(moment: string) {
		close();
		onChange(moment);
	}

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const moment = momentOf(String(new FormData(event.currentTarget).get("moment") ?? ""), zone);
		if (moment === null || Date.parse(moment) > Date.now()) setProblem(WORDS.future);
		else choose(moment);
	}

	return (
		<>
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
		</>
	);
}
