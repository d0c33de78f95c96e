/** Why each row of a page was found: read from the records themselves, for the page's rows only. */
import "server-only";
import { db } from "@/lib/db/client";
import type { CanonicalPerson, CanonicalReservation } from "@/lib/providers/canonical";
import type { SearchHit, UnitRef } from "@/lib/shared/reservations";
import type { Known } from "./as-known-at";
import { findHit } from "./find-hit";
import { loadContacts } from "./load-contacts";
import { withContact } from "./project";

interface FoundRow {
	id: string;
	tenantId: string;
	guestName: string | null;
}

/** By reservation id; rows whose hit cannot be told are absent. No words: nothing is read. */
export async function loadHits(
	words: readonly (readonly string[])[],
	rows: readonly FoundRow[],
	unitNames: ReadonlyMap<string, readonly UnitRef[]>,
	known: Known,
): Promise<Map<string, SearchHit>> {
	const hits = new Map<string, SearchHit>();
	if (words.length === 0 || rows.length === 0) return hits;
	const records = await db().reservation.findMany({
		where: { id: { in: rows.map((row) => row.id) } },
		select: { id: true, canonical: true },
	});
	const byId = new Map(
		records.map((record) => [
			record.id,
			known.canonicalOf(record.id, record.canonical as unknown as CanonicalReservation),
		]),
	);
	const contacts = await contactsOf(rows, byId);
	for (const { id, tenantId, guestName } of rows) {
		const canonical = byId.get(id);
		if (canonical === undefined) continue;
		const ofTenant = contacts.get(tenantId);
		const people = canonical.people.map((person) => withContact(person, ofTenant?.get(person.id)));
		const hit = findHit(words, {
			guestName,
			unitNames: (unitNames.get(id) ?? []).map((unit) => unit.name),
			canonical,
			people,
		});
		if (hit !== null) hits.set(id, hit);
	}
	return hits;
}

/** Contact records by tenant and person, for providers that keep them apart. */
async function contactsOf(
	rows: readonly FoundRow[],
	records: ReadonlyMap<string, CanonicalReservation>,
): Promise<Map<string, Map<string, CanonicalPerson>>> {
	const wanted = new Map<string, string[]>();
	for (const { id, tenantId } of rows) {
		const record = records.get(id);
		if (record?.contactsSeparate !== true) continue;
		const ids = record.people.map((person) => person.id);
		wanted.set(tenantId, [...(wanted.get(tenantId) ?? []), ...ids]);
	}
	const loaded = await Promise.all(
		[...wanted].map(async ([tenantId, ids]) => [tenantId, (await loadContacts(db(), tenantId, ids)).known] as const),
	);
	return new Map(loaded);
}
