/** The words of a filter of several values. */
export const CHOICE_WORDS = {
	chosen: (label: string, words: string) => `${label}: ${words}. Change`,
	all: (label: string) => `${label}: all. Change`,
} as const;
