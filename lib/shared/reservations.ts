/** Reservations as the API gives them, and the filter it takes. One schema for page, route handler and query hook alike. */
import { z } from "zod";
import { flag, tagRef } from "./annotations";
import { conflict, conflictFilter, conflictKind } from "./conflicts";
import { relativeDate } from "./date-inputs";
import { idList, tenantFilter } from "./id-list";
import { money } from "./money-schema";

export const reservationKind = z.enum(["stay", "owner_stay", "block", "quote_hold", "linked_block", "unknown"]);
export type ReservationKind = z.infer<typeof reservationKind>;

export const reservationStatus = z.enum(["confirmed", "pending", "cancelled", "unknown"]);
export type ReservationStatus = z.infer<typeof reservationStatus>;

export const dateField = z.enum([
	"stay",
	"arrival",
	"departure",
	"in_house",
	"stayover",
	"booked",
	"updated",
	"cancelled",
]);
export type DateField = z.infer<typeof dateField>;

export const reservationSort = z.enum([
	"arrival",
	"-arrival",
	"departure",
	"-departure",
	"booked",
	"-booked",
	"updated",
	"-updated",
	"guest",
	"-guest",
]);
export type ReservationSort = z.infer<typeof reservationSort>;

const enumList = <T extends Record<string, string>>(item: z.ZodEnum<T>) =>
	idList.pipe(z.array(z.string()).pipe(z.array(item).min(1).max(20)));

/** All of it comes from the URL: texts in, typed filter out. Unknown names are refused. Lists are comma-separated. */
export const reservationFilter = z
	.strictObject({
		tenant: tenantFilter,
		provider: z.string().max(40).optional(),
		by: dateField.default("stay"),
		from: relativeDate.optional(),
		to: relativeDate.optional(),
		status: enumList(reservationStatus).optional(),
		kind: enumList(reservationKind).optional(),
		unit: z.string().max(60).optional(),
		/** yes: only reservations with an assignment that has no unit yet. */
		unassigned: z.enum(["yes"]).optional(),
		/** open: only reservations that somebody still owes for. */
		balance: z.enum(["open"]).optional(),
		/** Only what is left to be done on the day of arrival or departure: a unit to be given, money to be asked for. */
		todo: z.enum(["arrival", "departure"]).optional(),
		/** Ours: tags by id (any of them), flagged, with notes. */
		tag: idList.pipe(z.array(z.string().max(60)).min(1).max(20)).optional(),
		flagged: z.enum(["yes"]).optional(),
		noted: z.enum(["yes"]).optional(),
		/** Any of these conflicts; "any" stands for all of them. */
		conflict: enumList(conflictFilter).optional(),
		/** What is new, changed or cancelled since this instant, as seen by Rezdeck. */
		since: z.iso.datetime({ offset: true }).optional(),
		news: z.enum(["new", "changed", "cancelled"]).optional(),
		/** As it was known at this instant. */
		at: z.iso.datetime({ offset: true }).optional(),
		q: z.string().trim().min(1).max(200).optional(),
		sort: reservationSort.default("arrival"),
		limit: z.coerce.number().int().min(1).max(200).default(50),
		cursor: z.string().max(1000).optional(),
	})
	.refine((f) => !(isPlain(f.from) && isPlain(f.to) && f.from! > f.to!), {
		path: ["from"],
		message: "from is after to",
	});
export type ReservationFilter = z.infer<typeof reservationFilter>;

function isPlain(date: string | undefined): boolean {
	return date !== undefined && !date.startsWith("today");
}

/** What was known at an instant; without it, what is known now. */
export const knownMoment = z.strictObject({ at: z.iso.datetime({ offset: true }).optional() });

/** `id` is ours (unt_…); for a unit that the inventory does not list it is the provider's own. */
export const unitRef = z.object({ id: z.string(), name: z.string() });
export type UnitRef = z.infer<typeof unitRef>;

/** Where a search's words were found in a record, when it is not plain from the row itself. */
export const searchHit = z.object({
	field: z.enum(["guest", "number", "unit", "title", "person", "email", "phone", "channel", "id"]),
	/** What stands there, bounded. */
	text: z.string(),
	/** Parts of `text` to highlight: begin and end, in UTF-16 units. */
	ranges: z.array(z.tuple([z.number(), z.number()])),
});
export type SearchHit = z.infer<typeof searchHit>;

export const reservationRow = z.object({
	id: z.string(),
	tenantId: z.string(),
	tenantName: z.string(),
	provider: z.string(),
	remoteId: z.string(),
	number: z.string().nullable(),
	kind: reservationKind,
	status: reservationStatus,
	rawStatus: z.string().nullable(),
	arrival: z.string().nullable(),
	departure: z.string().nullable(),
	nights: z.number().nullable(),
	/** Null: the provider gave none (blocks, some channels). */
	guestName: z.string().nullable(),
	/** A block's or group's own title. */
	title: z.string().nullable(),
	/** Distinct units in provider order. */
	units: z.array(unitRef),
	/** Unit assignments, and how many of them have no unit yet. */
	assignmentCount: z.number(),
	unassignedCount: z.number(),
	/** What does not fit in it today, each kind once. */
	conflictKinds: z.array(conflictKind),
	peopleCount: z.number(),
	channel: z.string().nullable(),
	/** Null: not given. Several currencies in one reservation: null here, all of them in the detail. */
	balance: money.nullable(),
	bookedAt: z.string().nullable(),
	cancelledAt: z.string().nullable(),
	updatedAt: z.string().nullable(),
	/** The record was found missing at the provider between these instants. */
	gone: z.object({ after: z.string().nullable(), before: z.string() }).nullable(),
	/** Ours, as they are today: tags by name, flagged or not, and how many notes. */
	tags: z.array(tagRef),
	flagged: z.boolean(),
	noteCount: z.number(),
	/** When the tenant's mirror last agreed with the provider; never later than the moment that is looked at. */
	asOf: z.string(),
	/** Only in the answer to a search; null when the words are merely resembled. */
	hit: searchHit.nullish(),
});
export type ReservationRow = z.infer<typeof reservationRow>;

/** How true a list or page is: the worst state in its scope. */
export const freshness = z.object({
	state: z.enum(["fresh", "populating", "stale", "broken", "empty"]),
	/** Oldest "as of" in scope. */
	asOf: z.string().nullable(),
	/** The word for the worst state, the same as on the tenant's page; null when fresh. */
	label: z.string().nullable(),
	/** One sentence naming tenant, why, since when, what happens next; null when fresh. */
	reason: z.string().nullable(),
	/** The tenants behind the state, worst first, at most 20. */
	tenants: z.array(z.object({ tenantId: z.string(), name: z.string(), connectionId: z.string(), reason: z.string() })),
});
export type Freshness = z.infer<typeof freshness>;

export const reservationList = z.object({
	/** When it was read: what comes later is in none of its rows. */
	at: z.string(),
	items: z.array(reservationRow),
	nextCursor: z.string().nullable(),
	/** Matches of the whole filter, counted up to `totalCap`. */
	total: z.number(),
	totalCapped: z.boolean(),
	/** Nothing matched the words exactly; these resemble them. */
	similar: z.boolean(),
	freshness,
});
export type ReservationList = z.infer<typeof reservationList>;

export const phone = z.object({
	kind: z.enum(["mobile", "phone", "home", "work", "other"]),
	number: z.string(),
});

export const address = z.object({
	street: z.string().nullable(),
	city: z.string().nullable(),
	region: z.string().nullable(),
	postalCode: z.string().nullable(),
	country: z.string().nullable(),
});

export const person = z.object({
	id: z.string(),
	isPrimary: z.boolean(),
	firstName: z.string().nullable(),
	lastName: z.string().nullable(),
	/** First and last name as given; null when neither is. */
	name: z.string().nullable(),
	email: z.string().nullable(),
	phones: z.array(phone),
	address: address.nullable(),
	/** False while the provider's contact record was not read yet: then absent contact data means "not loaded yet", not "none". */
	contactLoaded: z.boolean(),
	assignmentIds: z.array(z.string()),
	invoiceIds: z.array(z.string()),
});
export type Person = z.infer<typeof person>;

export const assignment = z.object({
	id: z.string(),
	arrival: z.string().nullable(),
	departure: z.string().nullable(),
	nights: z.number().nullable(),
	/** Null while no unit is assigned. */
	unit: unitRef.extend({ type: z.string().nullable(), property: z.string().nullable() }).nullable(),
	unitType: z.string().nullable(),
	occupancy: z.number().nullable(),
	personIds: z.array(z.string()),
	invoiceIds: z.array(z.string()),
	revenue: money.nullable(),
	tax: money.nullable(),
	fee: money.nullable(),
});
export type Assignment = z.infer<typeof assignment>;

export const moneyLineKind = z.enum(["rent", "tax", "fee", "surcharge", "payment", "refund", "deposit", "other"]);

export const moneyLine = z.object({
	id: z.string(),
	kind: moneyLineKind,
	rawKind: z.string().nullable(),
	description: z.string().nullable(),
	amount: money,
	taxable: z.boolean().nullable(),
	assignmentId: z.string().nullable(),
});
export type MoneyLine = z.infer<typeof moneyLine>;

export const invoice = z.object({
	id: z.string(),
	number: z.string().nullable(),
	/** Null: no payer given. May name a person who is not in `people`; then the name is not known. */
	payerId: z.string().nullable(),
	assignmentIds: z.array(z.string()),
	lines: z.array(moneyLine),
	/** As the provider gave them; never recomputed. */
	total: money.nullable(),
	paid: money.nullable(),
	balance: money.nullable(),
});
export type Invoice = z.infer<typeof invoice>;

export const reservationDetail = reservationRow.extend({
	tenantTimeZone: z.string().nullable(),
	connectionId: z.string(),
	channelCode: z.string().nullable(),
	checkIn: z.string().nullable(),
	checkOut: z.string().nullable(),
	party: z.object({
		adults: z.number().nullable(),
		children: z.number().nullable(),
		infants: z.number().nullable(),
		pets: z.number().nullable(),
	}),
	version: z.string().nullable(),
	/** Null also for readers without the right to see it. */
	notes: z.string().nullable(),
	/** The provider's own name. */
	providerLabel: z.string(),
	/** Where the record opens at the provider; null when no such address is known, and when it is gone there. */
	providerUrl: z.string().nullable(),
	people: z.array(person),
	assignments: z.array(assignment),
	invoices: z.array(invoice),
	/** Ours: why it is flagged, and by whom; null when it is not. */
	flag: flag.nullable(),
	/** Each thing that does not fit, by kind. */
	conflicts: z.array(conflict),
	/** Totals per currency as the provider gave them. */
	totals: z.array(
		z.object({ currency: z.string().nullable(), total: money, paid: money.nullable(), balance: money.nullable() }),
	),
	firstSeenAt: z.string(),
	freshness,
});
export type ReservationDetail = z.infer<typeof reservationDetail>;

/** What one row says of a reservation: read and shown before all that hangs on it. */
export type ReservationHead = Pick<
	ReservationDetail,
	| "tenantId"
	| "tenantName"
	| "tenantTimeZone"
	| "kind"
	| "status"
	| "rawStatus"
	| "number"
	| "remoteId"
	| "guestName"
	| "title"
	| "arrival"
	| "departure"
	| "nights"
	| "assignmentCount"
	| "peopleCount"
	| "gone"
	| "asOf"
>;

export const reservationRaw = z.object({ id: z.string(), storedAt: z.string(), body: z.unknown() });
export type ReservationRaw = z.infer<typeof reservationRaw>;

export const historyEntry = z.object({
	seenAt: z.string(),
	updatedAt: z.string().nullable(),
	version: z.string().nullable(),
	/** first: Rezdeck saw the record for the first time; gone and back: the provider no longer had it, and had it again. */
	kind: z.enum(["first", "changed", "gone", "back"]),
	changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

/** Newest first. */

export const unitOption = unitRef.extend({ tenantId: z.string(), type: z.string().nullable() });
export type UnitOption = z.infer<typeof unitOption>;

/** Input of the unit search. */
export const unitFilter = z.strictObject({
	tenant: tenantFilter,
	q: z.string().trim().min(1).max(200).optional(),
	limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type UnitFilter = z.infer<typeof unitFilter>;

/** A provider's record that did not fit and was set aside; its body stays sealed. */
export const quarantinedRecord = z.object({
	id: z.string(),
	tenantId: z.string(),
	stream: z.string(),
	remoteId: z.string().nullable(),
	/** The field that did not fit, and why, in words. */
	field: z.string(),
	reason: z.string(),
	firstSeenAt: z.string(),
	seenAt: z.string(),
	seenCount: z.number(),
	/** Somebody said to leave it at that: kept, not counted. */
	ignored: z.object({ since: z.string(), by: z.string() }).nullable(),
});
export type QuarantinedRecord = z.infer<typeof quarantinedRecord>;

/** Those of a tenant, and one sentence for each field at which so many fail that the provider has probably changed it. */
export type QuarantinedList = { items: QuarantinedRecord[]; drift: string[] };

/** A set-aside record's body as it came; owner and admin only. */
export const quarantinedRaw = z.object({ id: z.string(), seenAt: z.string(), body: z.unknown() });
export type QuarantinedRaw = z.infer<typeof quarantinedRaw>;

/**
 * What came of a retry. stored: it could be read and is in the lists. gone: the provider does not have it any more.
 * still_bad: it stays set aside, with the reason of today. asked: its whole list is read anew, which takes a moment.
 */
export const retryResult = z.object({
	outcome: z.enum(["stored", "gone", "still_bad", "asked"]),
	/** In words. */
	message: z.string(),
});
export type RetryResult = z.infer<typeof retryResult>;
