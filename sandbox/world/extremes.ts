/**
 * The worst that is still possible, as one more account of each vendor: 2,000 units, stays of 400 nights, a group of 300,
 * and texts that break careless software wherever somebody can type one. Off by default (SANDBOX_EXTREMES=1).
 */
import type { Account } from "./account";
import { MAX_SHIFT_DAYS, stampTicks } from "./booking-timeline";
import { DAY_MS } from "./dates";
import type { JsonObject } from "./json-text";
import { HOSTILE_NAMES } from "./names";
import { isOwnerrez } from "./ownerrez-user";
import type { TenantPreset, UserPreset } from "./presets";
import { hash, Rng } from "./random";
import { RezstreamTenant } from "./rezstream-tenant";
import { Kind, Status } from "./table";

const UNITS = 2000;
const LONG_STAY_NIGHTS = 400;
/** Stays of each of the two accounts, beside those that the world is asked for. */
export function extremeStays(reservations: number): number {
	return Math.min(6000, Math.max(400, Math.round(reservations / 10)));
}

/** One unit in so many has a hostile name; one stay in so many has a hostile note, number and title. */
const UNIT_STRIDE = 9;
const STAY_STRIDE = 7;

const BUSINESS = "<script>alert('business')</script> =cmd|' /C calc'!A0 \u202eתל אביב\u202c";

export const EXTREME_TENANT: TenantPreset = {
	name: `${BUSINESS} ${"Grand-Hotel-".repeat(40)}end`,
	zone: "Pacific/Kiritimati",
	iana: "Pacific/Kiritimati",
	units: UNITS,
	location: { address: { street: "=1+1", city: "<b>Tabwakea</b>", country: "KI" }, latitude: 2.01, longitude: -157.49 },
};

export const EXTREME_USER: UserPreset = {
	name: `${BUSINESS} Rentals`,
	displayName: '"><svg/onload=alert(1)>',
	email: "extremes@rentals.example",
	iana: "Pacific/Pago_Pago",
	units: UNITS,
	currencies: ["KWD", "JPY"],
	city: "<b>Pago</b>",
	country: "AMERICAN SAMOA",
};

/** Before the account is filled: what its units are called. */
export function hostileInventory(account: Account): void {
	const units = isOwnerrez(account) ? account.properties : (account as RezstreamTenant).units;
	for (const [i, unit] of units.entries()) if (i % UNIT_STRIDE === 0) unit.name = `${hostileText(i)} ${i}`;
	if (!(account instanceof RezstreamTenant)) return;
	for (const [i, type] of account.unitTypes.entries()) type.name = `${type.name} ${hostileText(i)}`;
	for (const [i, property] of account.properties.entries()) property.name = `${property.name} ${hostileText(i + 3)}`;
}

/** After the account is filled: texts over what it has, and the two longest stays, one in house and one to come. */
export function hostileStays(account: Account, anchorMs: number): void {
	for (let i = 0; i < account.table.count; i += STAY_STRIDE) {
		const text = hostileText(i / STAY_STRIDE);
		account.overlay(i).patch = isOwnerrez(account)
			? { notes: text, title: text, platform_reservation_number: text.slice(0, 200) }
			: ({ notes: text, groupName: text, confirmationNumber: text.slice(0, 200), ingestionSource: text } as JsonObject);
	}
	for (const [i, startsIn] of [-30, 3].entries()) addLongStay(account, anchorMs, startsIn, i);
	if (account instanceof RezstreamTenant) account.order.rebuild();
}

/** Takes its unit's nights whoever is there: the longest stay meets all others. */
function addLongStay(account: Account, anchorMs: number, startsIn: number, unit: number): void {
	const arrival = account.anchorDay + startsIn;
	const bookedMs = anchorMs - (MAX_SHIFT_DAYS + 60) * DAY_MS;
	account.occupancy.change(unit, arrival, LONG_STAY_NIGHTS, 1);
	account.table.add({
		bookedMs,
		updated: stampTicks(new Rng(hash(account.key, unit, 81)), bookedMs),
		cancelledMs: 0,
		arrival,
		nights: LONG_STAY_NIGHTS,
		status: startsIn < 0 && !isOwnerrez(account) ? Status.inHouse : Status.reserved,
		kind: Kind.booking,
		channel: 3,
		version: 1,
		changes: 0,
		flags: 0,
		slots: [{ unit, bookedType: isOwnerrez(account) ? unit : 0, offset: 0, nights: LONG_STAY_NIGHTS }],
	});
}

function hostileText(i: number): string {
	const [first, last] = HOSTILE_NAMES[i % HOSTILE_NAMES.length] as readonly [string, string];
	return `${first} ${last}`;
}
