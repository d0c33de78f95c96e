/** The canonical records that every provider's map.ts produces. Stored as they are (reservation.canonical); nothing is flattened. */
import "server-only";
import { z } from "zod";
import { address, moneyLineKind, phone, reservationKind, reservationStatus } from "@/lib/shared/reservations";

const text = z.string();
const amount = z.string().regex(/^-?\d+(\.\d+)?$/);

export const canonicalPerson = z.object({
	id: text,
	isPrimary: z.boolean(),
	firstName: text.nullable(),
	lastName: text.nullable(),
	email: text.nullable(),
	phones: z.array(phone),
	address: address.nullable(),
});
export type CanonicalPerson = z.infer<typeof canonicalPerson>;

export const canonicalAssignment = z.object({
	id: text,
	/** Provider's unit id; null while unassigned. */
	unitId: text.nullable(),
	unitTypeId: text.nullable(),
	arrival: text.nullable(),
	departure: text.nullable(),
	occupancy: z.number().nullable(),
	personIds: z.array(text),
	invoiceIds: z.array(text),
	revenue: amount.nullable(),
	tax: amount.nullable(),
	fee: amount.nullable(),
});
export type CanonicalAssignment = z.infer<typeof canonicalAssignment>;

export const canonicalLine = z.object({
	id: text,
	kind: moneyLineKind,
	rawKind: text.nullable(),
	description: text.nullable(),
	amount,
	taxable: z.boolean().nullable(),
	assignmentId: text.nullable(),
});
export type CanonicalLine = z.infer<typeof canonicalLine>;

export const canonicalInvoice = z.object({
	id: text,
	number: text.nullable(),
	payerId: text.nullable(),
	assignmentIds: z.array(text),
	lines: z.array(canonicalLine),
	total: amount.nullable(),
	paid: amount.nullable(),
	balance: amount.nullable(),
});
export type CanonicalInvoice = z.infer<typeof canonicalInvoice>;

export const canonicalReservation = z.object({
	/** Unique with `entity` inside a tenant. */
	remoteId: text,
	/** Reservations and blocks of rezStream have separate id spaces. */
	entity: z.enum(["reservation", "block"]),
	number: text.nullable(),
	kind: reservationKind,
	rawKind: text.nullable(),
	status: reservationStatus,
	rawStatus: text.nullable(),
	/** Envelope of the stay, plain dates. */
	arrival: text.nullable(),
	departure: text.nullable(),
	checkIn: text.nullable(),
	checkOut: text.nullable(),
	title: text.nullable(),
	notes: text.nullable(),
	channel: text.nullable(),
	channelCode: text.nullable(),
	adults: z.number().nullable(),
	children: z.number().nullable(),
	infants: z.number().nullable(),
	pets: z.number().nullable(),
	/** ISO 4217; null when the provider does not say (rezStream). One currency a reservation at both providers. */
	currency: text.nullable(),
	/** Totals as given by the provider, never recomputed. Null: not given. */
	total: amount.nullable(),
	paid: amount.nullable(),
	balance: amount.nullable(),
	/** Instants as ISO text, verbatim fraction digits kept in updatedAt. */
	bookedAt: text.nullable(),
	updatedAt: text.nullable(),
	cancelledAt: text.nullable(),
	/** Integer that grows with edits, where the provider has one. */
	version: z.number().int().nullable(),
	/** An address that the record itself brings. One that is built from the id is not stored: Provider.recordUrl. */
	providerUrl: text.nullable(),
	people: z.array(canonicalPerson),
	assignments: z.array(canonicalAssignment),
	invoices: z.array(canonicalInvoice),
	/** True: contact data of `people` comes from a separate record, read later by `fetchContact`. */
	contactsSeparate: z.boolean(),
});
export type CanonicalReservation = z.infer<typeof canonicalReservation>;

export interface CanonicalUnit {
	remoteId: string;
	name: string;
	typeId: string | null;
	typeName: string | null;
	propertyName: string | null;
	timeZoneRaw: string | null;
	maxOccupancy: number | null;
	currency: string | null;
	active: boolean;
	sortOrder: number;
}
