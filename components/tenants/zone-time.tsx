"use client";
import { Badge } from "@/components/ui/badge";
import { useClock } from "@/components/ui/time-provider";
import { formatDay, formatInstant, todayIn } from "@/lib/shared/dates";
import { SYNC_WORDS } from "./sync-words";

interface ZoneTimeProps {
	timeZone: string | null;
	timeZoneRaw: string | null;
}

/** A tenant's zone with its local time now; says so when the provider's zone could not be understood. */
export function ZoneTime({ timeZone, timeZoneRaw }: ZoneTimeProps) {
	const clock = useClock();
	if (timeZone === null) {
		return (
			<span className="inline-flex flex-wrap items-center gap-1.5">
				<Badge tone="warn">{SYNC_WORDS.zoneUnknown}</Badge>
				<span className="text-n11 text-sm">{SYNC_WORDS.readAsUtc(timeZoneRaw)}</span>
			</span>
		);
	}
	const now = new Date(clock.now);
	const local = formatInstant(now.toISOString(), timeZone, now);
	const day = todayIn(timeZone, now);
	const otherDay = day !== todayIn(clock.zone, now);
	return (
		<span className="inline-flex flex-wrap items-baseline gap-x-2">
			<span className="foreign-text">{timeZone.replaceAll("_", " ")}</span>
			<span className="num whitespace-nowrap text-n10 text-sm">
				<span className="sr-only">{SYNC_WORDS.localTime} </span>
				{local}
				{otherDay && ` ${formatDay(day, Number(day.slice(0, 4)))}`}
			</span>
		</span>
	);
}
