import { headers } from "next/headers";
import { type ReactElement, type ReactNode, Suspense } from "react";
import { StayOnPage } from "./stay-on-page";

interface HeadingFirstProps {
	/** What stands in the place of the content until it has come. */
	waiting: ReactNode;
	/** The address may name what does not exist: then the answer's status has to wait for the content. */
	mayBeMissing?: boolean;
	/** The content, already being read; no part of it may wait again. */
	children: Promise<ReactElement>;
}

/**
 * A page that is opened shows its heading while the server still reads the content. Within the app the page before stays
 * until the new one is whole, its scripts too: a heading alone would only flash.
 */
export async function HeadingFirst({ waiting, mayBeMissing = false, children }: HeadingFirstProps) {
	const destination = (await headers()).get("sec-fetch-dest");
	return (
		<Suspense fallback={destination === "empty" ? <StayOnPage /> : waiting}>
			{destination === "document" && !mayBeMissing ? children : await children}
		</Suspense>
	);
}
