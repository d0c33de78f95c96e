import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import type { ConnectionState, ConnectionSummary, ProviderInfo } from "@/lib/shared/connections";
import { STATE_ORDER, STATE_WORDS } from "./state-words";

export interface ConnectionFilter {
	provider?: string | undefined;
	state?: ConnectionState | undefined;
}

interface ConnectionFiltersProps {
	filter: ConnectionFilter;
	/** All connections: the chips say how many each would show. */
	all: readonly ConnectionSummary[];
	providers: readonly ProviderInfo[];
}

/** Filter chips. They are links, so that the address is the filter, and they work before any script has loaded. */
export function ConnectionFilters({ filter, all, providers }: ConnectionFiltersProps) {
	const count = (wanted: ConnectionFilter) => all.filter((connection) => matches(connection, wanted)).length;
	const usedStates = STATE_ORDER.filter((state) => state === filter.state || count({ state }) > 0);
	return (
		<nav aria-label="Filters" className="-mx-1 mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 px-1">
			<ChipGroup label="Provider">
				<Chip filter={{ ...filter, provider: undefined }} active={filter.provider === undefined}>
					All providers
				</Chip>
				{providers.map(({ id, label }) => (
					<Chip
						key={id}
						filter={{ ...filter, provider: id }}
						active={filter.provider === id}
						count={count({ ...filter, provider: id })}
					>
						{label}
					</Chip>
				))}
			</ChipGroup>
			<ChipGroup label="State">
				<Chip filter={{ ...filter, state: undefined }} active={filter.state === undefined}>
					Any state
				</Chip>
				{usedStates.map((state) => (
					<Chip
						key={state}
						filter={{ ...filter, state }}
						active={filter.state === state}
						count={count({ ...filter, state })}
					>
						{STATE_WORDS[state].label}
					</Chip>
				))}
			</ChipGroup>
		</nav>
	);
}

export function matches(connection: ConnectionSummary, filter: ConnectionFilter): boolean {
	return (
		(filter.provider === undefined || connection.provider === filter.provider) &&
		(filter.state === undefined || connection.state === filter.state)
	);
}

function ChipGroup({ label, children }: { label: string; children: React.ReactNode }) {
	return (
		<ul aria-label={label} className="flex flex-wrap gap-1">
			{children}
		</ul>
	);
}

interface ChipProps {
	filter: ConnectionFilter;
	active: boolean;
	count?: number;
	children: string;
}

function Chip({ filter, active, count, children }: ChipProps) {
	const search = new URLSearchParams();
	if (filter.provider !== undefined) search.set("provider", filter.provider);
	if (filter.state !== undefined) search.set("state", filter.state);
	const text = search.toString();
	return (
		<li>
			<Link
				href={text === "" ? "/connections" : `/connections?${text}`}
				aria-current={active ? "true" : undefined}
				scroll={false}
				className={classNames(
					"inline-flex h-7 items-center gap-1.5 rounded-md border px-2 text-sm max-sm:h-11 max-sm:px-3",
					active ? "border-accent-line bg-accent-soft font-medium" : "border-n7 text-n11 hover:bg-n3 hover:text-n12",
				)}
			>
				{children}
				{count !== undefined && <span className="num text-n10 text-xs">{count}</span>}
			</Link>
		</li>
	);
}
