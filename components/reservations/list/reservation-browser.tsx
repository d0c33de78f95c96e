import { readMoment } from "@/components/time-travel/read-moment";
import { filterChips } from "./filter-chips";
import { ListBrowser, type ListBrowserProps } from "./list-browser";
import { isQuiet, ListNotices } from "./list-notices";
import { PrintHead } from "./print-head";
import { RemovableChips } from "./removable-chips";
import { unitNameOf } from "./unit-name";

interface ReservationBrowserProps extends Omit<ListBrowserProps, "served"> {
	/** The reader's. */
	zone: string;
}

/**
 * The list of reservations. What only says which list the page opens with is drawn here and needs no script until the
 * list becomes another one.
 */
export function ReservationBrowser({ zone, ...props }: ReservationBrowserProps) {
	const { tenant, units, tags, initial, refused } = props;
	const search = new URLSearchParams((initial ?? refused)?.params);
	if (tenant !== null) search.delete("tenant");
	const list = initial?.data;
	const at = readMoment(search.get("at"));
	const now = new Date(initial?.readAt ?? Date.now());
	const tenantName = tenant?.name ?? null;
	const chips = filterChips(search, { unit: unitNameOf(search, units, list?.items ?? []), tags, zone, now });
	return (
		<ListBrowser
			{...props}
			served={{
				chips: chips.length > 0 && <RemovableChips chips={chips} />,
				printHead: list !== undefined && (
					<PrintHead
						tenantName={tenantName}
						search={search}
						chips={filterChips(search, { unit: search.get("unit"), tags, zone, now })}
						today={props.today}
						list={list}
						printed={list.items.length}
						selected={false}
					/>
				),
				notices: (list === undefined || !isQuiet(list, at)) && (
					<ListNotices
						problems={refused?.problems ?? []}
						list={list}
						search={search}
						pathname={tenant === null ? "/reservations" : `/tenants/${encodeURIComponent(tenant.id)}/reservations`}
						at={at}
						tenantName={tenantName}
					/>
				),
			}}
		/>
	);
}
