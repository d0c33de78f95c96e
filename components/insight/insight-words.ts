/** All words of Insight. */
import type { InsightLead } from "@/lib/shared/insight";
import type { InsightGroup } from "@/lib/shared/insight-range";

export const INSIGHT_WORDS = {
	title: "Insight",
	sub: "Nights, arrivals and money of a range of days, beside the same weekdays of last year.",
	calendar:
		"Days are nights in each tenant's own calendar. Last year is 364 days back, so weekdays match. Cancelled reservations, those deleted upstream and holds are not counted; blocks are shown apart and bring no nights.",
	inventory: "Available nights follow the units rented today, for last year too.",
	asOf: "As of",
	nothingRead: "nothing read yet",
	wrongDays: {
		title: "These days are no range",
		text: "The last day must not stand before the first, and at most three years are added up at once.",
	},
	truncated: {
		title: "Only the 300 with most nights are shown",
		text: "Choose one tenant to see all of its unit types.",
	},
	address: "Address",
	withoutUnits: (names: string) =>
		`How many units these tenants rent is not known, so their nights are in no occupancy: ${names}.`,
	failed: "Insight could not be loaded",
	notRefreshed: (message: string) => `Not refreshed: ${message}`,
	noTenants: {
		title: "Nothing to add up yet",
		text: "Numbers appear here as soon as a connected account has been read.",
	},
	loading: "Loading the numbers",
	chartLoading: "Loading the chart",
	waiting: "Adding up…",
	from: "First day",
	to: "Last day",
	range: "Days",
	ownRange: "Own days",
	group: "Shown by",
	byWeek: "More than 184 days are shown by week.",
	provider: "Provider",
	allProviders: "All providers",
	pickup: "Booked in the last",
	table: "Table",
	chart: "Chart",
	tableLabel: (title: string) => `${title} in numbers`,
	download: "CSV",
	downloadLabel: (title: string) => `Download ${title} as CSV`,
	toggleLabel: (title: string, asTable: boolean) => `Show ${title} as ${asTable ? "a chart" : "a table"}`,
	chartLabel: (title: string) =>
		`Chart: ${title}. Arrow keys move from point to point; the table has the same numbers.`,
	firstOf: (shown: number, all: number) => `The chart shows the first ${shown} of ${all}; the table has all.`,
	empty: "Nothing in these days, and nothing in the same days of last year.",
	total: "All",
	unknown: "not known",
	thisYear: "These days",
	lastYear: "Last year",
	change: "Change",
	allTenants: "All tenants",
	signIn: "Sign in",
	tryAgain: "Try again",
} as const;

export const GROUP_WORDS: Record<InsightGroup, { option: string; head: string }> = {
	day: { option: "By day", head: "Day" },
	week: { option: "By week", head: "Week from Monday" },
	month: { option: "By month", head: "Month" },
	unit_type: { option: "By unit type", head: "Unit type" },
	tenant: { option: "By tenant", head: "Tenant" },
	provider: { option: "By provider", head: "Provider" },
};

export const PICKUP_WORDS: Record<string, string> = { "1": "day", "7": "7 days", "30": "30 days" };

export const LEAD_WORDS: Record<InsightLead["band"], string> = {
	after: "After arrival",
	"0": "Same day",
	"1-3": "1–3 days",
	"4-7": "4–7 days",
	"8-14": "8–14 days",
	"15-30": "15–30 days",
	"31-60": "31–60 days",
	"61-90": "61–90 days",
	"91-180": "91–180 days",
	"181+": "181 days and more",
	unknown: "Not given",
};

export const MEASURE_WORDS = {
	occupancy: {
		title: "Occupancy",
		sub: "Nights with guests or owners of the nights that rented units have. Two reservations in one unit count once.",
	},
	nights: {
		title: "Nights",
		sub: "All nights of stays, unit by unit. Some are in no unit yet, or in one that is not rented: they are in no occupancy.",
	},
	arrivals: { title: "Arrivals", sub: "Reservations by day of arrival, and how many days ahead they were booked." },
	length: {
		title: "Length of stay",
		sub: "Average nights from arrival to departure, of the reservations that arrive.",
	},
	lead: { title: "Booked ahead", sub: "Days from booking to arrival, of the reservations that arrive." },
	channel: { title: "Channels", sub: "Arriving reservations by channel, as the provider writes it." },
	pickup: {
		title: "Pickup",
		sub: (days: number) =>
			`Nights booked since ${days === 1 ? "the start of yesterday" : `the start of the day ${days} days ago`}, and nights cancelled since that were booked before, on the days of the stay. Changed dates of older bookings are not counted.`,
	},
	revenue: {
		title: (currency: string | null) => `Revenue, ${currency ?? "currency not given"}`,
		sub: "Totals of the reservations that arrive, as the provider gives them, taxes and fees included, on the day of arrival. Unit revenue is what the provider gives per unit without taxes and fees; it is never added to the total. Nothing is converted or added across currencies.",
	},
} as const;

/** Heads of tables, names of lines and notes of the measures. */
export const HEAD_WORDS = {
	available: "Available",
	occupied: "Occupied",
	occupancy: "Occupancy",
	blocked: "Blocked",
	blockedShare: "Blocked share",
	changeInPoints: "Change in points",
	nights: "Nights",
	notInARentedUnit: "Not in a rented unit",
	arrivals: "Arrivals",
	daysAhead: "Days booked ahead, average",
	lastYearAverage: "Last year, average",
	averageNights: "Average nights",
	ofReservations: "Of reservations",
	ofReservationsLastYear: "Of reservations last year",
	reservations: "Reservations",
	share: "Share",
	shareLastYear: "Share last year",
	booked: "Booked",
	notGiven: "Not given",
	otherChannels: (count: number) => `${count} other channels`,
	channel: "Channel",
	withoutBookingDay: (shown: string) => `${shown} nights come without a day of booking and are not counted here.`,
	withoutCancelDay: (shown: string) =>
		`${shown} cancelled nights come without a day of cancelling and are not counted here.`,
	cancelled: "Cancelled",
	net: "Net",
	totalsMissing: (shown: string) => `${shown} arriving reservations come without a total and are in no sum.`,
	total: "Total",
	withoutATotal: "Without a total",
	unitRevenue: "Unit revenue",
	ofReservationsWithUnitRevenue: "Of reservations with it",
	totalLastYear: "Total last year",
	currencyNotGiven: "(currency not given)",
} as const;

/** Ranges of one click. */
export const RANGE_WORDS = {
	last30Next60Days: "Last 30, next 60 days",
	next30Days: "Next 30 days",
	next90Days: "Next 90 days",
	last30Days: "Last 30 days",
	last90Days: "Last 90 days",
	thisYear: "This year",
	lastYear: "Last year",
} as const;
