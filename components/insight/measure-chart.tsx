"use client";
import {
	Bar,
	type BarShapeProps,
	CartesianGrid,
	ComposedChart,
	Line,
	ReferenceLine,
	ResponsiveContainer,
	Tooltip,
	XAxis,
	YAxis,
} from "recharts";
import { INSIGHT_WORDS as W } from "./insight-words";
import type { Chart, SeriesTone } from "./measures";

const HEIGHT = 260;
/** Names below each other: so much for one, and at most so many. */
const NAME_HEIGHT = 30;
const NAMES_MAX = 20;
const AXIS_HEIGHT = 40;

const COLOUR: Record<SeriesTone, string> = {
	now: "var(--color-accent)",
	last: "var(--color-n9)",
	apart: "var(--color-due-text)",
	lost: "var(--color-warn-text)",
};
const DASH: Record<SeriesTone, string | undefined> = { now: undefined, last: "5 4", apart: "2 3", lost: undefined };
const TICK = { fill: "var(--color-n10)", fontSize: 12 };

/** Drawn by the browser only: its sizes are styles, which the page's policy keeps out of HTML. */
export function MeasureChart({ title, chart }: { title: string; chart: Chart }) {
	const { points, series } = chart;
	const upright = chart.axis === "time";
	const shown = upright ? points.length : Math.min(points.length, NAMES_MAX);
	const rows = points.slice(0, shown).map((point, index) => ({
		...point,
		index,
		...Object.fromEntries(series.map(({ values }, place) => [`v${place}`, values[index] ?? null])),
	}));
	const domain: [number, number | "auto"] | undefined = chart.share ? [0, 100] : undefined;
	const numbers = {
		tick: TICK,
		stroke: "var(--color-n7)",
		tickFormatter: compact,
		...(domain === undefined ? {} : { domain }),
	};
	const names = {
		dataKey: "index",
		tick: TICK,
		stroke: "var(--color-n7)",
		tickFormatter: (index: number) => points[index]?.short ?? "",
	};
	return (
		<figure aria-label={W.chartLabel(title)} className="m-0">
			<Legend chart={chart} />
			<ResponsiveContainer width="100%" height={upright ? HEIGHT : shown * NAME_HEIGHT + AXIS_HEIGHT}>
				<ComposedChart
					data={rows}
					layout={upright ? "horizontal" : "vertical"}
					margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
					barCategoryGap={upright ? "15%" : "20%"}
					stackOffset="sign"
				>
					<CartesianGrid stroke="var(--color-n6)" vertical={!upright} horizontal={upright} />
					{upright ? <XAxis {...names} minTickGap={28} /> : <XAxis type="number" {...numbers} allowDecimals={false} />}
					{upright ? (
						<YAxis {...numbers} width={52} unit={chart.share ? "%" : ""} />
					) : (
						<YAxis type="category" {...names} width={132} interval={0} />
					)}
					{series.some(({ values }) => values.some((value) => value !== null && value < 0)) && (
						<ReferenceLine {...(upright ? { y: 0 } : { x: 0 })} stroke="var(--color-n8)" />
					)}
					<Tooltip
						isAnimationActive={false}
						cursor={upright ? { stroke: "var(--color-n8)", fill: "var(--color-n4)" } : { fill: "var(--color-n4)" }}
						content={({ active, label }) =>
							active === true && typeof label === "number" ? <Tip chart={chart} index={label} /> : null
						}
					/>
					{series.map(({ name, tone, shape }, place) =>
						shape === "bar" || !upright ? (
							<Bar
								key={name}
								dataKey={`v${place}`}
								name={name}
								fill={COLOUR[tone]}
								isAnimationActive={false}
								shape={barShape}
								{...(tone === "lost" || series.some((other) => other.tone === "lost") ? { stackId: "net" } : {})}
							/>
						) : (
							<Line
								key={name}
								dataKey={`v${place}`}
								name={name}
								stroke={COLOUR[tone]}
								strokeWidth={tone === "now" ? 2 : 1.5}
								{...(DASH[tone] === undefined ? {} : { strokeDasharray: DASH[tone] })}
								dot={points.length === 1}
								activeDot={{ r: 3 }}
								isAnimationActive={false}
							/>
						),
					)}
				</ComposedChart>
			</ResponsiveContainer>
			{shown < points.length && <p className="text-n10 text-sm">{W.firstOf(shown, points.length)}</p>}
		</figure>
	);
}

/** Recharts' own rectangle measures its outline and draws itself again for an animation that is never shown. */
function barShape({ x, y, width, height, fill }: BarShapeProps) {
	// A value that is not known has no bar.
	if (![x, y, width, height].every(Number.isFinite)) return null;
	return (
		<rect
			x={Math.min(x, x + width)}
			y={Math.min(y, y + height)}
			width={Math.abs(width)}
			height={Math.abs(height)}
			fill={fill}
			className="recharts-rectangle"
		/>
	);
}

/** Which line or bar is which: by form as well as by colour. */
function Legend({ chart }: { chart: Chart }) {
	return (
		<ul className="mb-1 flex flex-wrap gap-x-4 gap-y-1 text-n11 text-sm">
			{chart.series.map(({ name, tone, shape }) => (
				<li key={name} className="flex items-center gap-1.5">
					<svg aria-hidden="true" width="20" height="10">
						{shape === "bar" || chart.axis === "names" ? (
							<rect x="4" width="12" height="10" fill={COLOUR[tone]} />
						) : (
							<line x1="0" x2="20" y1="5" y2="5" stroke={COLOUR[tone]} strokeWidth="2" strokeDasharray={DASH[tone]} />
						)}
					</svg>
					{name}
				</li>
			))}
		</ul>
	);
}

function Tip({ chart, index }: { chart: Chart; index: number }) {
	return (
		<div className="max-w-72 rounded-md border border-n7 bg-n1 px-2.5 py-1.5 text-sm shadow-pop">
			<p className="foreign-text font-medium">{chart.points[index]?.label}</p>
			{chart.series.map(({ name, values }) => (
				<p key={name} className="num flex justify-between gap-4">
					<span className="text-n11">{name}</span>
					<span>{tipValue(values[index] ?? null, chart)}</span>
				</p>
			))}
		</div>
	);
}

function tipValue(value: number | null, { unit }: Chart): string {
	if (value === null) return W.unknown;
	const text = Math.abs(value).toLocaleString("en", {
		maximumFractionDigits: unit === "%" || unit === "nights" ? 1 : 2,
	});
	return unit === "%" ? `${text}%` : `${text} ${unit}`;
}

const PLAIN = new Intl.NumberFormat("en");
const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

function compact(value: number): string {
	return (Math.abs(value) < 10_000 ? PLAIN : COMPACT).format(value);
}
