"use client";
import { Instant } from "@/components/ui/instant";
import { useClock } from "@/components/ui/time-provider";
import { formatInstant } from "@/lib/shared/dates";
import type { Freshness } from "@/lib/shared/reservations";
import { DAY_WORDS } from "./day-words";

interface DayPrintHeadProps {
	/** The tenants that the paper is about, and whose days differ. */
	scope: string;
	notes: readonly string[];
	freshness: Freshness;
}

/** On paper only: whose day it is, and as of when. */
export function DayPrintHead({ scope, notes, freshness }: DayPrintHeadProps) {
	const { zone, now } = useClock();
	return (
		<div className="mb-3 hidden text-sm print:block">
			<p className="foreign-text font-medium">{scope}</p>
			<p>
				{DAY_WORDS.asOf} <Instant at={freshness.asOf} missing={DAY_WORDS.notRead} /> · {DAY_WORDS.printed}{" "}
				<span className="num">{formatInstant(new Date(now).toISOString(), zone, new Date(now))}</span> ({zone})
			</p>
			{[...notes, ...(freshness.reason === null ? [] : [freshness.reason])].map((note) => (
				<p key={note} className="foreign-text">
					{note}
				</p>
			))}
		</div>
	);
}
