/** The words of what can be done with selected rows, or with all of them. */
export const SELECTION_WORDS = {
	region: "Selected reservations",
	selected: (count: number) => `${count.toLocaleString("en")} selected`,
	allSelected: (total: string) => `All ${total} matching selected`,
	selectAll: (total: string) => `Select all ${total} matching`,
	export: "Export",
	feed: "Calendar feed…",
	tooMany: (max: number) => `Select at most ${max} rows, or all that match, to export them`,
	print: "Print",
	printLoaded: "Prints the rows loaded so far",
	flag: "Flag",
	flagged: (count: number) => (count === 1 ? "1 reservation flagged" : `${count} reservations flagged`),
	undo: "Undo",
	clear: "Clear selection",
};

export const EXPORT_FORMATS: readonly { format: "csv" | "xlsx" | "ics"; label: string }[] = [
	{ format: "xlsx", label: "Excel (XLSX)" },
	{ format: "csv", label: "CSV" },
	{ format: "ics", label: "Calendar (iCal)" },
];
