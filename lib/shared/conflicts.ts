/** What does not fit together in a reservation: found by Rezdeck, never by the provider. */
import { z } from "zod";

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
	/** Another reservation has the same unit in one of its nights. */
	"unit_overlap",
	/** Money is still open although the guests have left. */
	"balance_after_departure",
]);
export type ConflictKind = z.infer<typeof conflictKind>;

export const conflictFilter = z.enum([...conflictKind.options, "any"]);
export type ConflictFilter = z.infer<typeof conflictFilter>;
