/** An OwnerRez user with properties (PROVIDERS.md 2.7). A property is what is slept in. */
import { Account, type AccountOptions, CALENDAR_BACK_DAYS, CALENDAR_DAYS } from "./account";
import { Dec, type JsonObject } from "./json-text";
import { Occupancy } from "./occupancy";
import { hash, partGuid, Rng } from "./random";
import { Flag, Kind } from "./table";

/** Ids of all users share one number line; a user's ids are this far apart. */
const ID_STRIDE = 200;
const BOOKING_BASE = 7_100_000;
const GUEST_BASE = 31_000_000;
const PROPERTY_BASE = 410_000;

interface Property {
	id: number;
	name: string;
	currency: string;
	zone: string;
	/** Price of a night in ten-thousandths. */
	nightly: number;
	bedrooms: number;
}

const PROPERTY_FIRST =
	"Willow Cedar Harbour Sunset Granite Juniper Lantern Saffron Heron Coral Birch Meadow Tide Ember Palm Fern".split(
		" ",
	);
const PROPERTY_SECOND = "Cottage House Retreat Villa Loft Cabin Bungalow Townhome Hideaway Manor".split(" ");

export interface OwnerrezUserOptions extends AccountOptions {
	unitCount: number;
	email: string;
	displayName: string;
	/** Currency of the properties; a second one is used for every seventh property. */
	currencies: readonly string[];
	city: string;
	country: string;
}

export class OwnerrezUser extends Account {
	readonly occupancy: Occupancy;
	readonly properties: Property[] = [];
	readonly email: string;
	readonly displayName: string;
	readonly unitCount: number;
	/** Times a guest's contact data was edited; guests carry no stamp of their own (PROVIDERS.md 2.7). */
	readonly guestEdits = new Map<number, number>();
	/** Edits of properties by the control endpoint: renamed, closed. */
	readonly propertyPatches = new Map<number, JsonObject>();
	private readonly city: string;
	private readonly country: string;

	constructor(options: OwnerrezUserOptions) {
		super(options);
		this.email = options.email;
		this.displayName = options.displayName;
		this.unitCount = options.unitCount;
		this.city = options.city;
		this.country = options.country;
		this.occupancy = new Occupancy(options.unitCount, this.anchorDay - CALENDAR_BACK_DAYS, CALENDAR_DAYS);
		const rng = new Rng(hash(this.key, 22));
		for (let i = 0; i < options.unitCount; i++) {
			const currency = (i % 7 === 6 ? options.currencies.at(-1) : options.currencies[0]) as string;
			const name = `${rng.pick(PROPERTY_FIRST)} ${rng.pick(PROPERTY_SECOND)}`;
			const nightly = rng.between(80, 560) * (currency === "JPY" ? 100 : currency === "SAR" ? 4 : 1);
			this.properties.push({
				id: PROPERTY_BASE + i * ID_STRIDE + this.index,
				name: `${name}${i >= 20 ? ` ${i}` : ""}`,
				currency,
				zone: options.zone,
				nightly: nightly * 10_000,
				bedrooms: rng.between(1, 6),
			});
		}
	}

	recordId(index: number): string {
		return String(BOOKING_BASE + index * ID_STRIDE + this.index);
	}

	indexOf(recordId: string): number {
		return fromNumber(recordId, BOOKING_BASE, this.index);
	}

	guestId(guest: number): number {
		return GUEST_BASE + guest * ID_STRIDE + this.index;
	}

	guestIndexOf(guestId: string): number {
		return fromNumber(guestId, GUEST_BASE, this.index);
	}

	propertyIndexOf(propertyId: string): number {
		const index = fromNumber(propertyId, PROPERTY_BASE, this.index);
		return index < this.properties.length ? index : -1;
	}

	/** About one booking in seven is by a guest who was there before. Blocks have no guest. */
	guestOf(index: number): number {
		if (!this.hasGuest(index)) return -1;
		const rng = new Rng(hash(this.key, index, 23));
		if (index < 20 || !rng.chance(0.14)) return index;
		const earlier = rng.int(index);
		// A hold that became a booking brings a new guest and must not change who others are.
		const wasHold = (this.table.at(this.table.flags, earlier) & Flag.wasHold) !== 0;
		return this.hasGuest(earlier) && !wasHold ? this.guestOf(earlier) : index;
	}

	/** Whether the number is a guest of its own, not a returning one. */
	isGuest(guest: number): boolean {
		return guest >= 0 && guest < this.table.count && this.guestOf(guest) === guest;
	}

	hasGuest(index: number): boolean {
		const kind = this.table.at(this.table.kind, index);
		return kind === Kind.booking || kind === Kind.owner;
	}

	propertyRow(index: number, detail: boolean): JsonObject {
		const property = this.properties[index] as Property;
		const row: JsonObject = {
			id: property.id,
			key: partGuid(this.key, 30, index, 0),
			name: property.name,
			external_name: `${property.name} – ${this.city}`,
			internal_code: `P${String(index + 1).padStart(3, "0")}`,
			active: index % 13 !== 12,
			is_snoozed: false,
			time_zone: property.zone,
			currency_code: property.currency,
			check_in: "16:00",
			check_in_end: "22:00",
			check_out: "10:00",
			bedrooms: property.bedrooms,
			bathrooms: new Dec(Math.max(1, property.bedrooms - 1) * 10_000, 1),
			max_guests: property.bedrooms * 2 + 2,
			max_pets: index % 3 === 0 ? 2 : 0,
			property_type: (["house", "cottage", "apartment", "cabin"] as const)[index % 4],
			address: { street1: `${10 + index} Shore Road`, city: this.city, country: this.country, is_default: true },
			latitude: new Dec(355_000 + index * 37, 4),
			longitude: new Dec(-825_000 - index * 41, 4),
			display_order: index + 1,
		};
		// The detail row is richer than the list row (PROVIDERS.md 2.5).
		if (detail) {
			row.bathrooms_full = Math.max(1, property.bedrooms - 1);
			row.bathrooms_half = index % 2;
			row.max_adults = property.bedrooms * 2;
			row.max_children = 2;
			row.living_area = 60 + property.bedrooms * 25;
			row.living_area_type = "square_meters";
			row.public_url = `https://stay.example/${property.id}`;
		}
		return { ...row, ...this.propertyPatches.get(index) };
	}

	/** Decimals of the property's currency. */
	moneyScale(index: number): number {
		const currency = this.properties[index]?.currency;
		return currency === "JPY" ? 0 : currency === "KWD" ? 3 : 2;
	}
}

function fromNumber(text: string, base: number, slot: number): number {
	if (!/^\d{1,15}$/.test(text)) return -1;
	const offset = Number(text) - base - slot;
	return offset >= 0 && offset % ID_STRIDE === 0 ? offset / ID_STRIDE : -1;
}

export function isOwnerrez(account: Account): account is OwnerrezUser {
	return account instanceof OwnerrezUser;
}
