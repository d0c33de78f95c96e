/** How many units are taken in each night of a chart. Pure. */
import "server-only";
import type { CalendarBar, CalendarDay, CalendarUnit } from "@/lib/shared/calendar";
import { addDays, nightsBetween } from "@/lib/shared/dates";

/** Two reservations in one unit count once: what is counted are units, not people. Holds take nothing yet. */
export function occupancyOf(
	units: readonly Pick<CalendarUnit, "active">[],
	bars: readonly Pick<CalendarBar, "unitId" | "arrival" | "departure" | "kind">[],
	from: string,
	days: number,
): CalendarDay[] {
	const occupied = Array.from({ length: days }, () => new Set<string>());
	const blocked = Array.from({ length: days }, () => new Set<string>());
	for (const bar of bars) {
		if (bar.unitId === null || bar.kind === "quote_hold") continue;
		const nights = bar.kind === "block" || bar.kind === "linked_block" ? blocked : occupied;
		const first = Math.max(0, nightsBetween(from, bar.arrival));
		const end = Math.min(days, nightsBetween(from, bar.departure));
		for (let day = first; day < end; day++) nights[day]?.add(bar.unitId);
	}
	const active = units.filter((unit) => unit.active).length;
	return occupied.map((taken, day) => ({
		date: addDays(from, day),
		occupied: taken.size,
		blocked: [...(blocked[day] ?? [])].filter((unit) => !taken.has(unit)).length,
		units: active,
	}));
}
