import type { ConflictKind } from "./conflicts";

/** What does not fit, in the words of chips and headings. */
export const CONFLICT_LABELS: Record<ConflictKind, string> = {
	person_without_unit: "Person without a unit",
	unit_without_person: "Unit without a person",
	invoice_without_payer: "Invoice without a payer",
	line_without_invoice: "Money on no invoice",
	assignment_outside_stay: "Unit outside the stay",
	unit_overlap: "Unit taken twice",
	balance_after_departure: "Owes after departure",
};

/** In the order in which lists and chips show them. */
export const CONFLICT_KINDS = Object.keys(CONFLICT_LABELS) as ConflictKind[];
