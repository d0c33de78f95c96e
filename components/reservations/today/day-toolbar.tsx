"use client";
import { useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { isDayDate } from "@/lib/shared/day-date";
import { calendarHref, issuesHref, TODAY } from "./day-url";
import { DAY_WORDS } from "./day-words";

interface DayToolbarProps {
	date: string;
	/** The plain date that `date` means here. */
	shown: string;
	tenant: string | null;
	go: (changes: Record<string, string | null>) => void;
	step: (by: 1 | -1) => void;
	printing: boolean;
	onPrint: () => void;
}

/** Which day, and the ways out of it. */
export function DayToolbar({ date, shown, tenant, go, step, printing, onPrint }: DayToolbarProps) {
	return (
		<div className="mb-2 flex flex-wrap items-center gap-2 print:hidden">
			<div className="flex items-center">
				<Button
					iconOnly
					variant="quiet"
					aria-label={DAY_WORDS.previous}
					title={`${DAY_WORDS.previous} ([)`}
					data-shortcut="previous"
					onClick={() => step(-1)}
				>
					<Icon name="chevron-left" />
				</Button>
				<Button data-shortcut="today" title={`${DAY_WORDS.today} (t)`} onClick={() => go({ date: TODAY })}>
					{DAY_WORDS.today}
				</Button>
				<Button
					iconOnly
					variant="quiet"
					aria-label={DAY_WORDS.next}
					title={`${DAY_WORDS.next} (])`}
					data-shortcut="next"
					onClick={() => step(1)}
				>
					<Icon name="chevron-right" />
				</Button>
			</div>
			<span className="w-40">
				<DateInput shown={shown} onDate={(chosen) => go({ date: chosen })} />
			</span>
			<span className="flex flex-wrap gap-2 sm:ml-auto">
				<ButtonLink href={calendarHref(date, tenant)} prefetch={false}>
					<Icon name="calendar-range" />
					{DAY_WORDS.calendar}
				</ButtonLink>
				<ButtonLink href={issuesHref(date, tenant)} prefetch={false}>
					<Icon name="triangle-exclamation-point" />
					{DAY_WORDS.issues}
				</ButtonLink>
				<Button busy={printing} onClick={onPrint}>
					{!printing && <Icon name="printer" />}
					{printing ? DAY_WORDS.preparing : DAY_WORDS.print}
				</Button>
			</span>
		</div>
	);
}

/** While a year is typed its first digits are a date too: only days that the board knows are gone to. */
function DateInput({ shown, onDate }: { shown: string; onDate: (date: string) => void }) {
	const [typed, setTyped] = useState<string | null>(null);
	const [before, setBefore] = useState(shown);
	if (before !== shown) {
		setBefore(shown);
		setTyped(null);
	}
	return (
		<Input
			type="date"
			aria-label={DAY_WORDS.goTo}
			value={typed ?? shown}
			onChange={({ target }) => {
				setTyped(target.value);
				if (isDayDate(target.value)) onDate(target.value);
			}}
			onBlur={() => setTyped(null)}
		/>
	);
}
