/** The words above a printed list. */
export const PRINT_WORDS = {
	asOf: "As of",
	notGiven: "not given",
	printed: "Printed",
	/** Between the choices of one filter. */
	or: " or ",
	from: (field: string, day: string) => `${field} from ${day}`,
	until: (field: string, day: string) => `${field} until ${day}`,
	filters: "Filters",
	none: "none",
	selected: (count: number) => `${count.toLocaleString("en")} selected reservations`,
	loaded: (count: number, total: string) => `the first ${count.toLocaleString("en")} of ${total} reservations`,
	all: (count: number) => (count === 1 ? "1 reservation" : `${count.toLocaleString("en")} reservations`),
};
