import type { ReactNode } from "react";

export interface Fact {
	name: string;
	value: ReactNode;
}

/** Names and values, one a line; the value stands right of its name, below it when there is no room. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
	return (
		<dl className="divide-y divide-n6">
			{facts.map((fact) => (
				<div key={fact.name} className="flex flex-wrap items-baseline justify-between gap-x-4 px-3 py-1.5">
					<dt className="text-n10 text-sm">{fact.name}</dt>
					<dd className="foreign-text min-w-0 text-right">{fact.value}</dd>
				</div>
			))}
		</dl>
	);
}
