/** OwnerRez' wire shapes, API v2 (PROVIDERS.md 2.6, 2.7). Loose: unknown fields pass; absent = null (2.4). */
import "server-only";
import { z } from "zod";
import {
	optionalAmount,
	optionalCount,
	optionalFlag,
	optionalId,
	optionalInstant,
	optionalList,
	optionalText,
	wireAmount,
	wireDate,
	wireId,
} from "../wire";

/** `display_name` is not among the known fields; it is read when it comes, as the token answer has such a name. */
export const user = z.looseObject({
	id: wireId,
	username: optionalText,
	email: optionalText,
	display_name: optionalText,
});

/** `count` may be the total, or the items on the page; never a stop rule (2.6). */
export const envelope = z.looseObject({
	items: z.array(z.unknown()),
	count: optionalCount,
	next_page_url: z
		.string()
		.min(1)
		.nullish()
		.transform((url) => url ?? null),
});

export const property = z.looseObject({
	id: wireId,
	name: optionalText,
	active: optionalFlag,
	time_zone: optionalText,
	currency_code: optionalText,
	max_guests: optionalCount,
	display_order: optionalCount,
});
export type WireProperty = z.infer<typeof property>;

const charge = z.looseObject({
	type: optionalText,
	amount: wireAmount,
	description: optionalText,
	is_taxable: optionalFlag,
});
export type WireCharge = z.infer<typeof charge>;

export const booking = z.looseObject({
	id: wireId,
	type: optionalText,
	is_block: optionalFlag,
	status: optionalText,
	property_id: optionalId,
	property: z.looseObject({ id: optionalId }).nullish(),
	guest_id: optionalId,
	guest: z.looseObject({ id: optionalId, first_name: optionalText, last_name: optionalText }).nullish(),
	arrival: wireDate,
	departure: wireDate,
	check_in: optionalText,
	check_out: optionalText,
	booked_utc: optionalInstant,
	created_utc: optionalInstant,
	updated_utc: optionalInstant,
	canceled_utc: optionalInstant,
	adults: optionalCount,
	children: optionalCount,
	infants: optionalCount,
	pets: optionalCount,
	currency_code: optionalText,
	total_amount: optionalAmount,
	total_paid: optionalAmount,
	total_refunded: optionalAmount,
	charges: z
		.array(charge)
		.nullish()
		.transform((charges) => charges ?? null),
	listing_site: optionalText,
	platform_reservation_number: z
		.union([z.string(), z.int()])
		.nullish()
		.transform((number) => (number === null || number === undefined || number === "" ? null : String(number))),
	title: optionalText,
	notes: optionalText,
});
export type WireBooking = z.infer<typeof booking>;

export const guest = z.looseObject({
	id: wireId,
	first_name: optionalText,
	last_name: optionalText,
	email_addresses: optionalList(z.looseObject({ address: optionalText, is_default: optionalFlag })),
	phones: optionalList(
		z.looseObject({
			number: optionalText,
			extension: z
				.union([z.string(), z.int()])
				.nullish()
				.transform((extension) => String(extension ?? "")),
			is_default: optionalFlag,
			type: optionalText,
		}),
	),
	addresses: optionalList(
		z.looseObject({
			street1: optionalText,
			street2: optionalText,
			city: optionalText,
			state: optionalText,
			province: optionalText,
			postal_code: optionalText,
			country: optionalText,
			is_default: optionalFlag,
		}),
	),
});
export type WireGuest = z.infer<typeof guest>;
