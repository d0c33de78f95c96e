"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { DAY_ROWS_MAX, dayRowsQuery } from "@/lib/queries/day";

/** Prints the day with all rows of its lists: they are fetched first, drawn, printed, and then left out again. */
export function useDayPrint(lists: readonly string[]): { full: boolean; preparing: boolean; print: () => void } {
	const client = useQueryClient();
	const [step, setStep] = useState<"screen" | "fetching" | "paper">("screen");

	useEffect(() => {
		if (step !== "paper") return;
		const done = () => setStep("screen");
		window.addEventListener("afterprint", done);
		// The rows that were fetched are on the page by now: effects run after the drawing.
		window.print();
		return () => window.removeEventListener("afterprint", done);
	}, [step]);

	async function print() {
		setStep("fetching");
		// What cannot be fetched is printed as it stands; the paper says how many rows of how many it has.
		await Promise.allSettled(lists.map((params) => client.fetchQuery(dayRowsQuery(params, DAY_ROWS_MAX))));
		setStep("paper");
	}
	return { full: step === "paper", preparing: step === "fetching", print: () => void print() };
}
