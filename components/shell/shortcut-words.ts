/** Every key of Rezdeck, in the words of the list that `?` opens. Pure. */

export interface Shortcut {
	/** Pressed one after the other, or each on its own: `does` tells. */
	keys: readonly string[];
	does: string;
}

export interface ShortcutGroup {
	title: string;
	shortcuts: readonly Shortcut[];
}

export const SHORTCUT_WORDS = {
	title: "Keyboard shortcuts",
	where: "They work wherever you are not typing.",
};

export const SHORTCUT_GROUPS: readonly ShortcutGroup[] = [
	{
		title: "Everywhere",
		shortcuts: [
			{ keys: ["Ctrl K"], does: "Find anything: reservations, tenants, pages, actions (⌘ K on a Mac)" },
			{ keys: ["/"], does: "Search" },
			{ keys: ["?"], does: "This list" },
			{ keys: ["Esc"], does: "Close, back to where you were" },
		],
	},
	{
		title: "Go to",
		shortcuts: [
			{ keys: ["g", "t"], does: "Today" },
			{ keys: ["g", "c"], does: "Calendar" },
			{ keys: ["g", "r"], does: "Reservations" },
			{ keys: ["g", "n"], does: "Connections" },
			{ keys: ["g", "i"], does: "Issues" },
			{ keys: ["g", "a"], does: "Insight (analysis)" },
		],
	},
	{
		title: "Lists",
		shortcuts: [
			{ keys: ["j", "k"], does: "Next or previous row (arrows too)" },
			{ keys: ["Enter"], does: "Open the row" },
			{ keys: ["Space"], does: "Peek: the row at a glance" },
			{ keys: ["x"], does: "Select the row, or release it" },
			{ keys: ["Shift x"], does: "Select from the last one chosen up to here" },
			{ keys: ["f"], does: "Filters; in a group, who or what to find in it" },
			{ keys: ["e"], does: "Export the list" },
		],
	},
	{
		title: "Days and dates",
		shortcuts: [
			{ keys: ["[", "]"], does: "Back or forth: a day, the chart's days, a range, a group's nights" },
			{ keys: ["t"], does: "Today" },
		],
	},
	{
		title: "Calendar",
		shortcuts: [
			{ keys: ["←", "→"], does: "Bar before or after; past the last one, the days beside" },
			{ keys: ["↑", "↓"], does: "Bar of the unit above or below (j and k too)" },
			{ keys: ["Enter", "Space"], does: "The reservation at a glance" },
		],
	},
	{
		title: "Find anything (Ctrl K)",
		shortcuts: [
			{ keys: ["↑", "↓"], does: "Choose" },
			{ keys: ["Enter"], does: "Open what is chosen" },
		],
	},
	{
		title: "Reservation",
		shortcuts: [
			{ keys: ["←", "→"], does: "From tab to tab (Home and End too)" },
			{ keys: ["Esc"], does: "Release the person, unit, invoice or night chosen; then back to the list" },
		],
	},
];
