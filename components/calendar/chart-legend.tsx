/** What the chart's colours and shapes mean. */
const ENTRIES = [
	{ look: "border-solid bg-due-bg border-due-text", word: "arrives today" },
	{ look: "border-solid bg-ok-bg border-ok-text", word: "in house" },
	{ look: "border-solid bg-warn-bg border-warn-text", word: "departs today" },
	{ look: "border-solid bg-accent-soft border-accent", word: "coming" },
	{ look: "border-solid bg-bad-bg border-bad-text", word: "overlap" },
	{ look: "border-dashed border-n9", word: "hold" },
	{ look: "chart-hatched border-solid border-quiet-line", word: "block" },
	{ look: "border-double border-3 border-n9", word: "owner" },
] as const;

export function ChartLegend() {
	return (
		<ul className="flex flex-wrap gap-x-3 gap-y-1" aria-label="Legend">
			{ENTRIES.map(({ look, word }) => (
				<li key={word} className="flex items-center gap-1.5">
					<span aria-hidden="true" className={`inline-block h-3 w-5 rounded-sm border ${look}`} />
					{word}
				</li>
			))}
		</ul>
	);
}
