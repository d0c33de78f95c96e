import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readTheme, THEME_COOKIE } from "@/components/ui/theme";
import "./globals.css";
import { PRODUCT } from "@/components/shell/brand-words";
import { ROOT_WORDS } from "./root-words";

export const metadata: Metadata = {
	title: { default: PRODUCT, template: ROOT_WORDS.titleTemplate },
	description: ROOT_WORDS.description,
	robots: { index: false, follow: false },
};

/**
 * The colour scheme is the style sheet's: Next takes its tag out and in again with each page, and the browser then styles
 * all of both pages anew.
 */
export const viewport: Viewport = {
	width: "device-width",
	initialScale: 1,
	themeColor: [
		{ media: "(prefers-color-scheme: light)", color: "#fdfcfb" },
		{ media: "(prefers-color-scheme: dark)", color: "#131211" },
	],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
	const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
	return (
		<html lang="en" data-theme={theme === "system" ? undefined : theme} suppressHydrationWarning>
			<body>{children}</body>
		</html>
	);
}
