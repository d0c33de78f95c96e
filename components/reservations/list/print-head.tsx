import { Instant, Now } from "@/components/ui/instant";
import type { ReservationList } from "@/lib/shared/reservations";
import { formatShort, formatStay } from "../stay-words";
import type { FilterChip } from "./filter-chips";
import { datesOf } from "./filter-url";
import { type Choice, DATE_FIELDS, KINDS, SORTS, STATUSES } from "./filter-words";
import { LIST_WORDS } from "./list-words";
import { PRINT_WORDS as WORDS } from "./print-words";

export interface PrintHeadProps {
	/** Set on the page of one tenant. */
	tenantName: string | null;
	search: URLSearchParams;
	/** What is chosen behind "More" and elsewhere. */
	chips: readonly FilterChip[];
	today: string;
	list: ReservationList;
	/** How many rows are on the paper. */
	printed: number;
	selected: boolean;
}

/** On paper only: what the list is, of when, with which filters. */
export function PrintHead({ tenantName, search, chips, today, list, printed, selected }: PrintHeadProps) {
	const total = `${list.total.toLocaleString("en")}${list.totalCapped ? "+" : ""}`;
	const words = selected
		? WORDS.selected(printed)
		: printed < list.total
			? WORDS.loaded(printed, total)
			: WORDS.all(printed);
	const filters = [
		datesWords(search, today),
		...chosen(search.get("status"), STATUSES),
		...chosen(search.get("kind"), KINDS),
		...chosen(search.get("provider"), []),
		...chips.map((chip) => chip.label),
	].filter((text) => text !== "");
	const sort = SORTS.find(({ value }) => value === (search.get("sort") ?? "arrival"));
	return (
		<div className="mb-3 hidden text-sm print:block">
			<p className="font-semibold text-base">
				{tenantName === null ? LIST_WORDS.reservations : LIST_WORDS.reservationsOf(tenantName)}: {words}
			</p>
			<p>
				{WORDS.asOf} <Instant at={list.freshness.asOf} missing={WORDS.notGiven} /> · {WORDS.printed} <Now />
			</p>
			<p className="foreign-text">
				{WORDS.filters}: {filters.length === 0 ? WORDS.none : filters.join(" · ")} · {sort?.label}
			</p>
		</div>
	);
}

/** "Arriving 22 – 24 Nov", "Staying from 22 Nov", "In house". */
function datesWords(search: URLSearchParams, today: string): string {
	const by = search.get("by") ?? "stay";
	const field = DATE_FIELDS.find(({ value }) => value === by)?.label ?? "";
	const { from, to } = datesOf(search, today);
	const year = Number(today.slice(0, 4));
	if (from === null && to === null) return by === "stay" ? "" : field;
	if (from !== null && to !== null) return `${field} ${formatStay(from, to, year)}`;
	if (from !== null) return WORDS.from(field, formatShort(from, year));
	return to === null ? "" : WORDS.until(field, formatShort(to, year));
}

function chosen(value: string | null, choices: readonly Choice[]): string[] {
	if (value === null || value === "") return [];
	return [
		value
			.split(",")
			.map((part) => choices.find((choice) => choice.value === part)?.label ?? part)
			.join(WORDS.or),
	];
}
