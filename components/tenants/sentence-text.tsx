"use client";
import { Fragment } from "react";
import { Instant } from "@/components/ui/instant";
import { countdownWords } from "@/lib/shared/amount-words";
import type { Sentence } from "@/lib/shared/sentence";
import { secondsUntil } from "./progress-words";
import { useSecond } from "./use-second";

interface SentenceTextProps {
	words: Sentence;
	/** Without countdowns: in long lists, where nothing should flicker. */
	still?: boolean;
}

/** A sentence with its times in the operator's zone, and a countdown beside what it waits for. */
export function SentenceText({ words, still = false }: SentenceTextProps) {
	return words.map((part, index) => {
		if (typeof part === "string") return part;
		const at = "at" in part ? part.at : part.until;
		return (
			// biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence have no other name, and their order is their meaning
			<Fragment key={index}>
				<Instant at={at} />
				{"until" in part && !still && <Countdown until={at} />}
			</Fragment>
		);
	});
}

/** " (in 0:42)" beside the instant it counts to. Silent for screen readers: the instant beside it tells the time left. */
export function Countdown({ until }: { until: string }) {
	const now = useSecond(true);
	return (
		<span aria-hidden="true" className="num whitespace-nowrap text-n10">
			{" "}
			({countdownWords(secondsUntil(until, now))})
		</span>
	);
}
