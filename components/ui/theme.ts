/** Light, dark, or what the system says. Kept in a cookie, so that the server already writes the right one and nothing flashes. */
export type Theme = "system" | "light" | "dark";

export const THEME_COOKIE = "theme";

export function readTheme(text: string | undefined): Theme {
	return text === "light" || text === "dark" ? text : "system";
}

/** Browser only: applies a theme at once and keeps it. */
export function applyTheme(theme: Theme): void {
	const root = document.documentElement;
	if (theme === "system") delete root.dataset.theme;
	else root.dataset.theme = theme;
	// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
	document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${theme === "system" ? 0 : 31_536_000}; samesite=lax`;
}
