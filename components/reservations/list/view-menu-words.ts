/** The words of the button that names the open view. */
export const VIEW_MENU_WORDS = {
	none: "All reservations",
	trigger: (name: string | null, changed: boolean) =>
		`View: ${name ?? "All reservations"}${changed ? ", changed" : ""}. Change`,
	changed: "changed",
};
