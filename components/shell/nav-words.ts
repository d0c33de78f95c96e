/** The words of the frame around every page that never change. */
export const NAV_WORDS = {
	today: "Today",
	calendar: "Calendar",
	reservations: "Reservations",
	tenants: "Tenants",
	connections: "Connections",
	issues: "Issues",
	insight: "Insight",
	activity: "Activity",
	settings: "Settings",
	main: "Main",
	skipToTheContent: "Skip to the content",
	demoTitle: "No provider is configured: the sandbox on this machine plays them. Nothing here is a real guest.",
	demoData: "Demo data",
} as const;
