/** The words of a reservation at a glance. */
import { count } from "../stay-words";

export const PEEK_WORDS = {
	reservation: "Reservation",
	openReservation: "Open reservation",
	notLoaded: "Details could not be loaded",
	status: "Status",
	ours: "Ours",
	units: "Units",
	andMore: (units: number) => ` and ${units} more`,
	withoutUnit: (unassignedCount: number) => `${unassignedCount} without unit`,
	people: "People",
	noneGiven: "none given",
	personCount: (peopleCount: number) => count(peopleCount, "person", "people"),
	mobile: "Mobile",
	noMobileNumber: "no mobile number",
	notLoadedYet: "not loaded yet",
	balance: "Balance",
	channel: "Channel",
	notGiven: "not given",
	number: "Number",
	tenant: "Tenant",
	booked: "Booked",
	updated: "Updated",
	asOf: "As of",
} as const;
