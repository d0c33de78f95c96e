import { STATE_WORDS } from "./bar-words";
import { CALENDAR_WORDS } from "./calendar-words";

/** What the chart's colours and shapes mean. */
const ENTRIES = [
	{ look: "border-solid bg-due-bg border-due-text", word: STATE_WORDS.arriving },
	{ look: "border-solid bg-ok-bg border-ok-text", word: STATE_WORDS.in_house },
	{ look: "border-solid bg-warn-bg border-warn-text", word: STATE_WORDS.departing },
	{ look: "border-solid bg-accent-soft border-accent", word: STATE_WORDS.coming },
	{ look: "border-solid bg-bad-bg border-bad-text", word: CALENDAR_WORDS.overlap },
	{ look: "border-dashed border-n9", word: CALENDAR_WORDS.hold },
	{ look: "chart-hatched border-solid border-quiet-line", word: CALENDAR_WORDS.block },
	{ look: "border-double border-3 border-n9", word: CALENDAR_WORDS.owner },
] as const;

export function ChartLegend() {
	return (
		<ul className="flex flex-wrap gap-x-3 gap-y-1" aria-label={CALENDAR_WORDS.legend}>
			{ENTRIES.map(({ look, word }) => (
				<li key={word} className="flex items-center gap-1.5">
					<span aria-hidden="true" className={`inline-block h-3 w-5 rounded-sm border ${look}`} />
					{word}
				</li>
			))}
		</ul>
	);
}
