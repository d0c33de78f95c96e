/** What changed in a reservation, since Rezdeck knows it. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { CanonicalReservation } from "@/lib/providers/canonical";
import type { HistoryEntry } from "@/lib/shared/reservations";
import { diffCanonical, NOTES_FIELD } from "./diff-canonical";
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
	let after = canonical;
	for (const version of versions) {
		const before = version.canonical as unknown as CanonicalReservation;
		const changes = diffCanonical(before, after, words);
		entries.push({
			...stampOf(after, version.replacedAt),
			changes: seesNotes(actor) ? changes : changes.filter((change) => change.field !== NOTES_FIELD),
		});
		after = before;
	}
	if (versions.length < VERSIONS_MAX) entries.push({ ...stampOf(after, row.firstSeenAt), changes: [] });
	return entries;
}

function stampOf(state: CanonicalReservation, seenAt: Date) {
	return {
		seenAt: seenAt.toISOString(),
		updatedAt: state.updatedAt,
		version: state.version === null ? null : String(state.version),
	};
}
