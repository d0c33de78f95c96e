import { Chip, ChipGroup, FilterChips } from "@/components/tenants/filter-chips";
import { GroupChips } from "@/components/tenants/group-chips";
import { type Condition, type ConditionGroup, HEALTHY, isInGroup } from "@/lib/shared/condition-words";
import type { ConnectionState, ConnectionSummary, ProviderInfo } from "@/lib/shared/connections";
import { CONNECTION_WORDS } from "./connection-words";

export interface ConnectionFilter {
	provider?: string | undefined;
	show?: ConditionGroup | undefined;
	/** The API's own filter by exact state: kept in the address, without a chip. */
	state?: ConnectionState | undefined;
}

export interface JudgedConnection {
	connection: ConnectionSummary;
	conditions: Condition[];
}

interface ConnectionFiltersProps {
	filter: ConnectionFilter;
	/** All connections: the chips say how many each would show. */
	all: readonly JudgedConnection[];
	providers: readonly ProviderInfo[];
}

const PATH = "/connections";

export function ConnectionFilters({ filter, all, providers }: ConnectionFiltersProps) {
	const count = (wanted: ConnectionFilter) => all.filter((judged) => matches(judged, wanted)).length;
	const { provider, show } = filter;
	return (
		<FilterChips>
			<ChipGroup label={CONNECTION_WORDS.provider}>
				<Chip path={PATH} search={{ show }} active={provider === undefined}>
					{CONNECTION_WORDS.allProviders}
				</Chip>
				{providers.map(({ id, label }) => (
					<Chip
						key={id}
						path={PATH}
						search={{ provider: id, show }}
						active={provider === id}
						count={count({ provider: id, show })}
					>
						{label}
					</Chip>
				))}
			</ChipGroup>
			<GroupChips
				path={PATH}
				search={{ provider }}
				group={show}
				fine={HEALTHY.label}
				all={all.filter((judged) => matches(judged, { provider })).map(({ conditions }) => conditions)}
			/>
		</FilterChips>
	);
}

export function matches({ connection, conditions }: JudgedConnection, filter: ConnectionFilter): boolean {
	return (
		(filter.provider === undefined || connection.provider === filter.provider) &&
		(filter.state === undefined || connection.state === filter.state) &&
		(filter.show === undefined || isInGroup(conditions, filter.show))
	);
}
