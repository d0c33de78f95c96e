/** The words of the overview: totals, what to look at, what is being read. */
export const OVERVIEW_WORDS = {
	connections: (value: number) => (value === 1 ? "connection" : "connections"),
	tenants: (value: number) => (value === 1 ? "tenant" : "tenants"),
	reservations: (value: number) => (value === 1 ? "reservation" : "reservations"),
	setAside: (value: number) => (value === 1 ? "record set aside" : "records set aside"),
	toLookAt: "To look at",
	nothing: (health: string) => `Nothing. ${health}`,
	showFewer: "Show fewer",
	showAll: (issues: number) => `Show all ${issues}`,
	someHealthy: (healthy: number, total: number) =>
		`${healthy} of ${total} ${total === 1 ? "connection" : "connections"} healthy.`,
	oneHealthy: "The one connection is healthy.",
	allHealthy: (total: number) => `All ${total} connections are healthy.`,
	mostUrgentFirst: (issues: number) => `${issues} ${issues === 1 ? "thing" : "things"}, most urgent first`,
	firstReading: "Being read for the first time",
	oneTenant: "1 tenant",
	manyTenants: (tenants: number) => `${tenants} tenants`,
	reservationsOf: (account: string) => `Reservations of ${account}`,
} as const;
