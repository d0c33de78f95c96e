/** The people of a rezStream reservation and which assignments they belong to (PROVIDERS.md 1.10). */
import type { Overlay } from "./account";
import { BIG_GROUP_UNITS, bigGroupShare } from "./big-group";
import type { JsonObject } from "./json-text";
import { type Person, personOf } from "./names";
import { hash, Rng } from "./random";
import type { PricedSlot } from "./rezstream-invoices";
import { GuidKind, type RezstreamTenant } from "./rezstream-tenant";
import { Flag } from "./table";

export interface Guest {
	person: Person;
	id: string;
	slots: number[];
	/** Which of the optional members this person has. */
	rng: Rng;
}

export function bigGroupPeople(tenant: RezstreamTenant, index: number): Guest[] {
	const guests: Guest[] = [];
	for (let slot = 0; slot < BIG_GROUP_UNITS; slot++) {
		for (let i = 0; i < bigGroupShare(slot); i++) {
			const n = guests.length;
			const guest = makeGuest(tenant, index, n, slot, slot % 3 === 0 ? "Lindqvist" : undefined);
			if (n === 0) guest.person = { ...guest.person, firstName: "Astrid" };
			guests.push(guest);
		}
	}
	// Four people change rooms in mid-stay and so belong to two assignments.
	for (const n of [7, 42, 133, 250]) guests[n]?.slots.push((n * 3) % BIG_GROUP_UNITS);
	return guests;
}

export function namePeople(tenant: RezstreamTenant, index: number, slots: PricedSlot[], overlay: Overlay): Guest[] {
	const rng = new Rng(hash(tenant.key, index, 52));
	const isGroup = (tenant.table.at(tenant.table.flags, index) & Flag.group) !== 0;
	const familyName =
		isGroup && rng.chance(0.4) ? personOf(hash(tenant.key, index, 53), plainNames).lastName : undefined;
	const guests: Guest[] = [];
	const split = slots.length === 2 && (slots[1]?.slot.offset ?? 0) === slots[0]?.slot.nights;
	for (const [i, { occupancy }] of slots.entries()) {
		if (split && i === 1) break;
		// Some rooms of a group have no names yet, some only the booker's.
		if (i > 0 && rng.chance(0.08)) continue;
		const named = rng.chance(0.55) ? occupancy : 1;
		for (let n = 0; n < named; n++) guests.push(makeGuest(tenant, index, guests.length, i, familyName));
	}
	for (let n = 0; n < (overlay.people ?? 0); n++) guests.push(makeGuest(tenant, index, guests.length, 0, familyName));
	if (split) for (const guest of guests) guest.slots.push(1);
	return guests;
}

const plainNames = { hostileShare: 0, canaryPii: false };

function makeGuest(tenant: RezstreamTenant, index: number, n: number, slot: number, familyName?: string): Guest {
	const number = hash(tenant.key, index, n, 54);
	return {
		person: personOf(number, { familyName, ...tenant.people }),
		id: tenant.part(GuidKind.person, index, n),
		slots: [slot],
		rng: new Rng(hash(number, 55)),
	};
}

/** Every member but the id may be absent; a mobile may equal the phone, differ, or be missing (PROVIDERS.md 1.8). */
export function personRow(guest: Guest, isPrimary: boolean, overlay: Overlay): JsonObject {
	const { person } = guest;
	const rng = guest.rng;
	const edited = isPrimary ? (overlay.contact ?? 0) : 0;
	const hasEmail = rng.chance(isPrimary ? 0.9 : 0.3);
	const hasPhone = rng.chance(isPrimary ? 0.8 : 0.2);
	const mobile = rng.next();
	const hasAddress = rng.chance(isPrimary ? 0.6 : 0.1);
	const hasMobile = edited > 0 ? edited % 2 === 1 : mobile < (isPrimary ? 0.55 : 0.25);
	return {
		id: guest.id,
		isPrimary,
		firstName: person.firstName,
		lastName: !isPrimary && rng.chance(0.02) ? undefined : person.lastName,
		email: hasEmail ? person.email : undefined,
		phone: hasPhone ? person.phone : undefined,
		mobilePhone: hasMobile ? (mobile < 0.12 && hasPhone ? person.phone : person.mobilePhone) : undefined,
		address: hasAddress
			? {
					street: person.street,
					city: person.home.city,
					region: person.home.region,
					postalCode: person.home.postalCode || undefined,
					country: person.home.country,
				}
			: undefined,
	};
}
