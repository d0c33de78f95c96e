/** The words of the People tab. */
import { count } from "../stay-words";

export const PEOPLE_WORDS = {
	noPeopleGiven: "No people given",
	noPeopleGivenText: "The provider names nobody for this reservation. That is usual for blocks and some channels.",
	findAPerson: "Find a person",
	nameEmailOrPhone: "Name, e-mail or phone",
	personCount: (shown: number) => count(shown, "person", "people"),
	shownOf: (shown: number, people: number) => `${shown} of ${people} people`,
	withoutMobileNumber: (unreachable: number) => ` · ${unreachable} without mobile number`,
	contactPending: (pending: number) => ` · contact data of ${pending} not loaded yet`,
	people: "People",
	name: "Name",
	mobile: "Mobile",
	otherPhone: "Other phone",
	email: "E-mail",
	units: "Units",
	invoices: "Invoices",
	mainGuest: "Main guest",
	noUnit: "no unit",
	showInTheStay: "Show in the stay",
	unitCount: (units: number) => count(units, "unit", "units"),
	none: "none",
	showTheInvoices: "Show the invoices",
	invoiceCount: (invoices: number) => count(invoices, "invoice", "invoices"),
	noUnitGroup: "No unit",
	onNoInvoice: "On no invoice",
} as const;
