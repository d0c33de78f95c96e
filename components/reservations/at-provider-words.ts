/** The way to a record in its provider's own pages. */
export const AT_PROVIDER_WORDS = {
	open: (provider: string) => `Open in ${provider}`,
	newTab: "(new tab)",
	find: (provider: string) => `Find it in ${provider} by its number`,
	copied: "Number",
};
