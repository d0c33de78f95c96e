/** The words of choosing columns and how high the rows are. */
/** How high the rows are. */
export const DENSITY_WORDS = { comfortable: "comfortable", compact: "compact" } as const;

export const COLUMNS_WORDS = {
	columns: "Columns",
	rows: "Rows",
	narrowWindow: "A narrow window shows fewer of them.",
	defaultColumns: "Default columns",
	moveUp: (label: string) => `Move ${label} up`,
	moveDown: (label: string) => `Move ${label} down`,
} as const;
