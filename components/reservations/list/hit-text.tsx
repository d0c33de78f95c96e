import type { SearchHit } from "@/lib/shared/reservations";
import { HIT_LABELS, LIST_WORDS } from "./list-words";

/** A text from outside with the found parts marked. */
export function Highlighted({ text, ranges }: Pick<SearchHit, "text" | "ranges">) {
	let at = 0;
	const parts = ranges.map(([from, to]) => {
		const before = text.slice(at, from);
		at = to;
		return (
			<span key={from}>
				{before}
				<mark className="rounded-xs bg-due-bg text-inherit underline decoration-due-text underline-offset-2">
					{text.slice(from, to)}
				</mark>
			</span>
		);
	});
	return (
		<>
			{parts}
			{text.slice(at)}
		</>
	);
}

/** Where the words stand when not in the guest's name: "matches phone +1 555 010 2030". */
export function HitLine({ hit }: { hit: SearchHit }) {
	if (hit.field === "guest") return null;
	return (
		<span className="block truncate text-n11 text-xs">
			{LIST_WORDS.matches(HIT_LABELS[hit.field])}{" "}
			<bdi>
				<Highlighted text={hit.text} ranges={hit.ranges} />
			</bdi>
		</span>
	);
}
