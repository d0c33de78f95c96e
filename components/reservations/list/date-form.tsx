"use client";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { InPopover } from "@/components/ui/popover";
import { RANGE_WORDS } from "./range-words";
import type { ChangeFilter } from "./use-filter-url";

interface DateFormProps {
	/** Plain dates; "" for an open side. */
	from: string;
	to: string;
	change: ChangeFilter;
}

/** A range of one's own. */
export function DateForm({ from, to, change, close }: DateFormProps & InPopover) {
	function onSubmit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const data = new FormData(event.currentTarget);
		const [first, last] = [String(data.get("from") ?? ""), String(data.get("to") ?? "")];
		// The wrong way round is what somebody meant the other way round.
		const swapped = first !== "" && last !== "" && first > last;
		change({ from: (swapped ? last : first) || null, to: (swapped ? first : last) || null });
		close();
	}

	return (
		<form onSubmit={onSubmit} className="flex flex-col gap-3">
			<Field label={RANGE_WORDS.from}>
				{(control) => (
					<Input {...control} type="date" name="from" defaultValue={from} min="1990-01-01" max="2199-12-31" />
				)}
			</Field>
			<Field label={RANGE_WORDS.to} hint={RANGE_WORDS.bothCount}>
				{(control) => <Input {...control} type="date" name="to" defaultValue={to} min="1990-01-01" max="2199-12-31" />}
			</Field>
			<Button type="submit" variant="primary">
				{RANGE_WORDS.showTheseDates}
			</Button>
		</form>
	);
}
