"use client";
import { use } from "react";

const never = new Promise<never>(() => {});

/** In the place of what is not here yet: it never comes either, so that React goes on showing the page before. */
export function StayOnPage() {
	return use(never);
}
