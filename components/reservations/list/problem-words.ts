/** What is wrong with a filter in an address, after its name. */
export const PROBLEM_WORDS = {
	givenTwice: "is given more than once",
	unknown: "is not a known filter",
	mustBeOneOf: (values: string) => `must be one of ${values}`,
	foreign: "is not a filter of this page",
	knownDates: "must be one of stay, arrival, departure",
} as const;
