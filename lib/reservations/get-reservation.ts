/** One reservation with everything that hangs on it: people, unit assignments, invoices and their links. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { now } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { CanonicalReservation } from "@/lib/providers/canonical";
import { findProvider } from "@/lib/providers/registry";
import type { ReservationDetail, ReservationHead } from "@/lib/shared/reservations";
import { AS_KNOWN_NOW, knownAt } from "./as-known-at";
import { flagOf } from "./flags";
import { freshnessOf } from "./freshness";
import { loadContacts } from "./load-contacts";
import { NO_MARKS, ownMarksOf } from "./own-marks";
import { conflictsOf } from "./reservation-conflicts";
import { groupOf, type KnownUnit } from "./reservation-group";
import { toReservationRow } from "./reservation-row";
import { unitsOf } from "./reservation-units";
import { seesNotes, visibleReservation } from "./visible-reservation";

/** What a page can say of a reservation before all of it is read. Errors: forbidden; not_found as below. */
export async function getReservationHead(actor: Actor, id: string): Promise<ReservationHead> {
	assertCan(actor, "reservations.read");
	const { row, tenant } = await visibleReservation(actor, id);
	return { ...toReservationRow(row, tenant, [], [], NO_MARKS), tenantTimeZone: tenant.timeZone };
}

/**
 * `at`: as it was known at that instant (as-known-at.ts).
 * Errors: forbidden; not_found for unknown ids and for other tenants' records alike, and for what was not known then.
 */
export async function getReservation(actor: Actor, id: string, at?: string): Promise<ReservationDetail> {
	assertCan(actor, "reservations.read");
	const visible = await visibleReservation(actor, id);
	const { tenant } = visible;
	const known = at === undefined ? AS_KNOWN_NOW : await knownAt(at, [tenant.id]);
	const row = await known.row(visible.row);
	const canonical = known.canonicalOf(id, visible.canonical);
	const [unitRefs, units, contacts, conflicts, marks, flag] = await Promise.all([
		unitsOf([id], known),
		loadUnits(tenant.id, canonical),
		loadContacts(db(), tenant.id, canonical.contactsSeparate ? canonical.people.map((person) => person.id) : []),
		conflictsOf(row, canonical, tenant, known),
		ownMarksOf([id]),
		flagOf(id),
	]);
	const { currency, total, paid, balance } = canonical;
	return {
		...toReservationRow(
			row,
			known.tenant(tenant),
			unitRefs.get(id) ?? [],
			[...new Set(conflicts.map(({ kind }) => kind))],
			marks.get(id) ?? NO_MARKS,
		),
		flag,
		tenantTimeZone: tenant.timeZone,
		connectionId: tenant.connection.id,
		channelCode: canonical.channelCode,
		checkIn: canonical.checkIn,
		checkOut: canonical.checkOut,
		party: {
			adults: canonical.adults,
			children: canonical.children,
			infants: canonical.infants,
			pets: canonical.pets,
		},
		version: canonical.version === null ? null : String(canonical.version),
		notes: seesNotes(actor) ? canonical.notes : null,
		providerLabel: findProvider(tenant.provider)?.label ?? tenant.provider,
		providerUrl: visible.row.goneBefore === null ? addressAtProvider(tenant.provider, canonical) : null,
		...groupOf(canonical, units, contacts),
		conflicts,
		totals:
			total === null
				? []
				: [
						{
							currency,
							total: { amount: total, currency },
							paid: paid === null ? null : { amount: paid, currency },
							balance: balance === null ? null : { amount: balance, currency },
						},
					],
		firstSeenAt: row.firstSeenAt.toISOString(),
		freshness: freshnessOf([tenant], now()),
	};
}

/** Where the record opens at its provider; null: no such address is known. */
function addressAtProvider(id: string, { providerUrl, entity, remoteId }: CanonicalReservation): string | null {
	return providerUrl ?? findProvider(id)?.recordUrl?.(entity, remoteId) ?? null;
}

/** The units that are assigned, and for the names of booked types the units of those types. */
async function loadUnits(tenantId: string, { assignments }: CanonicalReservation): Promise<KnownUnit[]> {
	const remoteIds = new Set(assignments.flatMap(({ unitId }) => (unitId === null ? [] : [unitId])));
	const typeIds = new Set(assignments.flatMap(({ unitTypeId }) => (unitTypeId === null ? [] : [unitTypeId])));
	if (remoteIds.size === 0 && typeIds.size === 0) return [];
	return db().unit.findMany({
		where: { tenantId, OR: [{ remoteId: { in: [...remoteIds] } }, { typeId: { in: [...typeIds] } }] },
		select: { id: true, remoteId: true, name: true, typeId: true, typeName: true, propertyName: true },
	});
}
