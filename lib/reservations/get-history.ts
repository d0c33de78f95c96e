/** What changed in a reservation, since Rezdeck knows it. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { CanonicalReservation } from "@/lib/providers/canonical";
import { formatInstant } from "@/lib/shared/dates";
import type { HistoryEntry } from "@/lib/shared/reservations";
import { diffCanonical, NOTES_FIELD } from "./diff-canonical";
import { GONE_KEY } from "./gone";
import { unlistedUnit } from "./reservation-units";
import { seesNotes, visibleReservation } from "./visible-reservation";

/** A record that changes more often is a fault worth seeing, not worth reading in full. */
const VERSIONS_MAX = 200;

/**
 * Newest first, at most 200 changes. The entry without changes is the moment Rezdeck first saw the record; it is
 * missing when older changes were cut off. Errors: forbidden, not_found.
 */
export async function getHistory(actor: Actor, id: string): Promise<HistoryEntry[]> {
	assertCan(actor, "reservations.read");
	const { row, canonical, tenant } = await visibleReservation(actor, id);
	const [versions, units] = await Promise.all([
		db().reservationVersion.findMany({
			where: { reservationId: id },
			orderBy: { id: "desc" },
			take: VERSIONS_MAX,
			select: { replacedAt: true, canonical: true },
		}),
		db().unit.findMany({ where: { tenantId: tenant.id }, select: { remoteId: true, name: true } }),
	]);
	const unitNames = new Map(units.map((unit) => [unit.remoteId, unit.name]));
	const words = { unitName: (remoteId: string) => unitNames.get(remoteId) ?? unlistedUnit(remoteId).name };

	const entries: HistoryEntry[] = [];
	const inWords = goneWords(tenant.timeZone);
	const gone = row.goneBefore === null ? undefined : inWords({ after: row.goneAfter, before: row.goneBefore });
	let after: KeptState = { canonical, gone };
	for (const version of versions) {
		const before = keptState(version.canonical, inWords);
		const changes = [...goneChange(before, after), ...diffCanonical(before.canonical, after.canonical, words)];
		entries.push({
			...stampOf(after.canonical, version.replacedAt),
			kind: kindOf(before, after),
			changes: seesNotes(actor) ? changes : changes.filter((change) => change.field !== NOTES_FIELD),
		});
		after = before;
	}
	if (versions.length < VERSIONS_MAX)
		entries.push({ ...stampOf(after.canonical, row.firstSeenAt), kind: "first", changes: [] });
	return entries;
}

interface KeptState {
	canonical: CanonicalReservation;
	/** In words; undefined: the provider had it. */
	gone: string | undefined;
}

type GoneWords = (gone: { after: Date | null; before: Date }) => string;

/** A version row: the record, with a mark when it was gone then (gone.ts). */
function keptState(kept: unknown, inWords: GoneWords): KeptState {
	const canonical = kept as CanonicalReservation & { [GONE_KEY]?: { after: string | null; before: string } };
	const mark = canonical[GONE_KEY];
	if (mark === undefined) return { canonical, gone: undefined };
	const after = mark.after === null ? null : new Date(mark.after);
	return { canonical, gone: inWords({ after, before: new Date(mark.before) }) };
}

/** Times in the tenant's zone. */
function goneWords(timeZone: string | null): GoneWords {
	const text = (at: Date) => formatInstant(at.toISOString(), timeZone ?? "UTC", now());
	return ({ after, before }) =>
		after === null
			? `gone since some time before ${text(before)}`
			: `gone since between ${text(after)} and ${text(before)}`;
}

function kindOf(before: KeptState, after: KeptState): HistoryEntry["kind"] {
	if (before.gone === undefined && after.gone !== undefined) return "gone";
	return before.gone !== undefined && after.gone === undefined ? "back" : "changed";
}

function goneChange(before: KeptState, after: KeptState): HistoryEntry["changes"] {
	if (before.gone === after.gone) return [];
	return [{ field: "At the provider", before: before.gone ?? "there", after: after.gone ?? "there" }];
}

function stampOf(state: CanonicalReservation, seenAt: Date) {
	return {
		seenAt: seenAt.toISOString(),
		updatedAt: state.updatedAt,
		version: state.version === null ? null : String(state.version),
	};
}
