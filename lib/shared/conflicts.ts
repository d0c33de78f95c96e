/** What does not fit together in a reservation: found by Rezdeck, never by the provider. */
import { z } from "zod";
import { relativeDate } from "./date-inputs";
import { tenantFilter } from "./id-list";

export const conflictKind = z.enum([
	/** A person of the group sleeps in no unit. */
	"person_without_unit",
	/** A unit of the group has nobody in it. */
	"unit_without_person",
	/** An invoice names no payer. */
	"invoice_without_payer",
	/** Money of an assignment that is on no invoice. */
	"line_without_invoice",
	/** An assignment begins before or ends after the reservation's stay. */
	"assignment_outside_stay",
	/** Another reservation, or another assignment of this one, has the same unit in one of its nights. */
	"unit_overlap",
	/** Money is still open although the guests have left. */
	"balance_after_departure",
]);
export type ConflictKind = z.infer<typeof conflictKind>;

export const conflictFilter = z.enum([...conflictKind.options, "any"]);
export type ConflictFilter = z.infer<typeof conflictFilter>;

/** One thing that does not fit, and where: the ids name a person, an assignment or an invoice of the same reservation. */
export const conflict = z.object({
	kind: conflictKind,
	personId: z.string().nullable(),
	assignmentId: z.string().nullable(),
	invoiceId: z.string().nullable(),
	/** unit_overlap: the reservation that has the unit too; null when it is this one itself. */
	other: z
		.object({
			id: z.string(),
			/** Guest, else its own title; null when neither is given. */
			title: z.string().nullable(),
			number: z.string().nullable(),
			kind: z.string(),
			/** Of the other's use of the unit. */
			arrival: z.string(),
			departure: z.string(),
		})
		.nullable(),
});
export type Conflict = z.infer<typeof conflict>;

/** The same names and defaults as in the reservation filter, so that a number and the list behind it agree. */
export const conflictCountsQuery = z.strictObject({
	tenant: tenantFilter,
	by: z.enum(["stay", "arrival", "departure"]).default("stay"),
	from: relativeDate.optional(),
	to: relativeDate.optional(),
});
export type ConflictCountsQuery = z.infer<typeof conflictCountsQuery>;

export const conflictCounts = z.object({
	/** Reservations with this conflict. */
	kinds: z.record(conflictKind, z.number()),
	/** Reservations with any of them: fewer than the sum, because one may have several. */
	any: z.number(),
	/** Reservations stored before an upgrade are still being looked through: there may be more. */
	stillLooking: z.boolean(),
	/** The oldest agreement with a provider in scope; null when there was none yet. */
	asOf: z.string().nullable(),
});
export type ConflictCounts = z.infer<typeof conflictCounts>;
