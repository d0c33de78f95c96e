/** Businesses of the world: the first ones are written out so that a demo looks real, the rest are composed. */
import type { JsonObject } from "./json-text";
import { hash, Rng } from "./random";

export interface TenantPreset {
	name: string;
	zone: string;
	iana: string;
	units: number;
	location: JsonObject;
}

export interface UserPreset {
	name: string;
	displayName: string;
	email: string;
	iana: string;
	units: number;
	currencies: readonly string[];
	city: string;
	country: string;
}

function place(
	street: string,
	city: string,
	region: string,
	country: string,
	postalCode: string,
	at: [number, number],
) {
	return { address: { street, city, region, country, postalCode }, latitude: at[0], longitude: at[1] };
}

/** Zones in both notations: a .NET back end may give Windows ids (PROVIDERS.md 1.7). */
const TENANTS: readonly TenantPreset[] = [
	{
		name: "Timberline Lodge & Cabins",
		zone: "Mountain Standard Time",
		iana: "America/Denver",
		units: 96,
		location: place("210 Ridge Lane", "Estes Park", "CO", "US", "80517", [40.3772, -105.5217]),
	},
	{
		name: "Alfama Riverside Rooms",
		zone: "Europe/Lisbon",
		iana: "Europe/Lisbon",
		units: 28,
		location: place("Rua dos Remédios 14", "Lisboa", "Lisboa", "PT", "1100-441", [38.7118, -9.1256]),
	},
	{
		name: "Vava'u Lagoon Resort",
		zone: "Pacific/Tongatapu",
		iana: "Pacific/Tongatapu",
		units: 18,
		location: place("Fangafoa Road", "Neiafu", "Vava'u", "TO", "", [-18.6506, -173.984]),
	},
	{
		name: "Harbor & Pine Inn",
		zone: "Eastern Standard Time",
		iana: "America/New_York",
		units: 40,
		location: place("8 Commercial Street", "Bar Harbor", "ME", "US", "04609", [44.3876, -68.2039]),
	},
];

const USERS: readonly UserPreset[] = [
	{
		name: "Blue Ridge Cabin Rentals",
		displayName: "Dana Whitfield",
		email: "dana@blueridge-cabins.example",
		iana: "America/New_York",
		units: 24,
		currencies: ["USD"],
		city: "Asheville",
		country: "UNITED STATES",
	},
	{
		name: "Cotswold & Coast Lets",
		displayName: "Oliver Hartley",
		email: "oliver@cotswoldcoast.example",
		iana: "Europe/London",
		units: 16,
		currencies: ["GBP", "EUR"],
		city: "Burford",
		country: "UNITED KINGDOM",
	},
	{
		name: "Najd Guest Houses",
		displayName: "Reem Al-Subaie",
		email: "reem@najd-guesthouses.example",
		iana: "Asia/Riyadh",
		units: 8,
		currencies: ["SAR", "KWD"],
		city: "Riyadh",
		country: "SAUDI ARABIA",
	},
	{
		name: "Southern Tides Baches",
		displayName: "Aroha Ngata",
		email: "aroha@southerntides.example",
		iana: "Pacific/Auckland",
		units: 12,
		currencies: ["NZD", "JPY"],
		city: "Akaroa",
		country: "NEW ZEALAND",
	},
];

const ZONES: readonly (readonly [string, string])[] = [
	["Pacific Standard Time", "America/Los_Angeles"],
	["America/Chicago", "America/Chicago"],
	["W. Europe Standard Time", "Europe/Berlin"],
	["Asia/Tokyo", "Asia/Tokyo"],
	["New Zealand Standard Time", "Pacific/Auckland"],
	["Asia/Kathmandu", "Asia/Kathmandu"],
	["Hawaiian Standard Time", "Pacific/Honolulu"],
	["America/Sao_Paulo", "America/Sao_Paulo"],
	["Australia/Adelaide", "Australia/Adelaide"],
	["America/Denver", "America/Denver"],
];
const FIRST = "Silver Cedar Eagle Misty Golden Copper Quiet Wild North Amber Stone Clear".split(" ");
const SECOND = "Creek Point Valley Harbour Summit Bay Meadow Canyon Falls Island".split(" ");
const THIRD = ["Lodge", "Inn", "Resort", "Cottages", "Suites", "Retreat"];
const CURRENCIES = [["USD"], ["EUR", "GBP"], ["JPY"], ["AUD"], ["CAD", "USD"]] as const;

export function tenantPreset(seed: number, index: number): TenantPreset {
	const written = TENANTS[index];
	if (written) return written;
	const rng = new Rng(hash(seed, index, 31));
	const [zone, iana] = ZONES[index % ZONES.length] as readonly [string, string];
	const city = `${rng.pick(FIRST)} ${rng.pick(SECOND)}`;
	return {
		name: `${city} ${rng.pick(THIRD)} ${index + 1}`,
		zone,
		iana,
		units: index % 10 === 9 ? rng.between(80, 120) : rng.between(12, 60),
		location: place(`${rng.between(1, 99)} Main Street`, city, "", "US", "00000", [
			rng.between(-40, 60),
			rng.between(-120, 170),
		]),
	};
}

export function userPreset(seed: number, index: number): UserPreset {
	const written = USERS[index];
	if (written) return written;
	const rng = new Rng(hash(seed, index, 32));
	const [, iana] = ZONES[(index * 3) % ZONES.length] as readonly [string, string];
	const city = `${rng.pick(SECOND)} ${rng.pick(["Town", "Beach", "Village"])}`;
	return {
		name: `${rng.pick(FIRST)} ${city} Rentals ${index + 1}`,
		displayName: `Owner ${index + 1}`,
		email: `owner${index + 1}@rentals.example`,
		iana,
		units: rng.between(6, 40),
		currencies: rng.pick<readonly string[]>(CURRENCIES),
		city,
		country: "UNITED STATES",
	};
}
