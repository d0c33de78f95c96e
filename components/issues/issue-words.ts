/** The words of the list of issues. */

import { count } from "@/components/reservations/stay-words";
import type { Tone } from "@/components/ui/tone";
import type { ConflictKind } from "@/lib/shared/conflicts";

export const ISSUE_WORDS = {
	title: "Issues",
	sub: "Reservations in which something does not fit. Rezdeck finds them; they are put right at the provider.",
	all: "All",
	listLabel: "Reservations with issues",
	none: "Nothing to put right",
	noneText: "In these dates everybody has a unit, no unit is taken twice, and nobody who left still owes.",
	noneOfKind: "None of this kind in these dates.",
	populating: "Some tenants are still being read for the first time, so issues may yet appear.",
	stillLooking:
		"Rezdeck was upgraded and is still looking through reservations that were stored before: more issues may appear.",
	calendar: "Dates are in each tenant's own calendar.",
	whichDate: "Which date",
	sortBy: "Sort by",
	loadingIssues: "Loading issues",
	atLeast: (total: string) => `${total}+ reservations`,
	reservationCount: (total: number) => count(total, "reservation", "reservations"),
	asOf: "As of",
	noReadingYet: "no reading yet",
	loading: "Loading",
	notRefreshed: (message: string) => `Not refreshed: ${message}`,
	noReservationsYet: "No reservations yet",
	noReservationsYetText: "What does not fit in the reservations of connected accounts stands here.",
	showAllKinds: "Show all kinds",
	whatDoesNotFit: "What does not fit",
	stay: "Stay",
	guest: "Guest",
	whatIsWrong: "What is wrong",
	units: "Units",
	balance: "Balance",
	tenant: "Tenant",
	issues: "Issues",
} as const;

/** A unit taken twice turns guests away; the rest wants somebody before or after. */
export const KIND_TONES: Record<ConflictKind, Tone> = {
	person_without_unit: "warn",
	unit_without_person: "warn",
	invoice_without_payer: "due",
	line_without_invoice: "due",
	assignment_outside_stay: "warn",
	unit_overlap: "bad",
	balance_after_departure: "due",
};

/** Where in a reservation an issue of a kind is seen best. */
const PLACES: Record<ConflictKind, string> = {
	person_without_unit: "tab=conflicts",
	unit_without_person: "tab=conflicts",
	invoice_without_payer: "by=payer&tab=invoices",
	line_without_invoice: "by=invoices",
	assignment_outside_stay: "tab=conflicts",
	unit_overlap: "tab=conflicts",
	balance_after_departure: "by=payer&tab=invoices",
};

export function placeOf(reservationId: string, kind: ConflictKind): string {
	return `/reservations/${encodeURIComponent(reservationId)}?${PLACES[kind]}`;
}
