import { type Condition, type ConditionGroup, GROUPS, isInGroup } from "@/lib/shared/condition-words";
import { Chip, ChipGroup } from "./filter-chips";
import { SYNC_WORDS } from "./sync-words";

interface GroupChipsProps {
	path: string;
	/** The other filters in the address, kept as they are. */
	search: Readonly<Record<string, string | undefined>>;
	group: ConditionGroup | undefined;
	/** The conditions of every row that the other filters leave: the chips say how many each would show. */
	all: readonly (readonly Condition[])[];
	/** What being fine is called here: connections are healthy, tenants are up to date. */
	fine?: string;
}

/** Filter by state, for tenants and connections alike. States that nothing is in are left out. */
export function GroupChips({ path, search, group, all, fine }: GroupChipsProps) {
	const count = (id: ConditionGroup) => all.filter((conditions) => isInGroup(conditions, id)).length;
	return (
		<ChipGroup label={SYNC_WORDS.state}>
			<Chip path={path} search={{ ...search, show: undefined }} active={group === undefined}>
				{SYNC_WORDS.anyState}
			</Chip>
			{GROUPS.filter(({ id }) => id === group || count(id) > 0).map(({ id, label }) => (
				<Chip key={id} path={path} search={{ ...search, show: id }} active={id === group} count={count(id)}>
					{id === "fine" ? (fine ?? label) : label}
				</Chip>
			))}
		</ChipGroup>
	);
}
