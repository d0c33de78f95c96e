import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { INSIGHT_WORDS as W } from "./insight-words";
import type { Measure } from "./measures";

/** The numbers behind a chart. */
export function MeasureTable({ measure }: { measure: Measure }) {
	const { title, heads, rows, total } = measure;
	return (
		<div className="print:[&>section]:max-h-none print:[&>section]:overflow-visible">
			<Table label={W.tableLabel(title)} boxed>
				<THead>
					<tr>
						{heads.map((head, index) => (
							<Th key={head} numeric={index > 0}>
								{head}
							</Th>
						))}
					</tr>
				</THead>
				<TBody>
					{rows.map(({ key, cells }) => (
						<Tr key={key}>
							{cells.map((cell, index) => (
								<Td
									key={heads[index]}
									numeric={index > 0}
									className={index === 0 ? "foreign-text min-w-28" : undefined}
								>
									{index === 0 ? <bdi>{cell.shown}</bdi> : cell.shown}
								</Td>
							))}
						</Tr>
					))}
				</TBody>
				{total !== null && (
					<tfoot>
						<Tr className="font-medium">
							{total.map((cell, index) => (
								<Td key={heads[index]} numeric={index > 0}>
									{cell.shown}
								</Td>
							))}
						</Tr>
					</tfoot>
				)}
			</Table>
		</div>
	);
}

/** The same for screen readers, while the chart is shown. */
export function SpokenTable({ measure: { title, heads, rows, total } }: { measure: Measure }) {
	return (
		<div className="sr-only">
			<table>
				<caption>{W.tableLabel(title)}</caption>
				<thead>
					<tr>
						{heads.map((head) => (
							<th key={head} scope="col">
								{head}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{[...rows, ...(total === null ? [] : [{ key: "\u0000total", cells: total }])].map(({ key, cells }) => (
						<tr key={key}>
							{cells.map((cell, index) => (
								<td key={heads[index]}>{cell.shown}</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
