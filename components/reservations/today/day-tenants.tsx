"use client";
import { memo } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { ProviderMark } from "@/components/ui/provider-mark";
import { Select } from "@/components/ui/select";
import { Td, Th } from "@/components/ui/table";
import { formatDay } from "@/lib/shared/dates";
import type { DayTenant } from "@/lib/shared/day-board";
import { type DayGroup, type DayList, dayListParams } from "@/lib/shared/day-lists";
import { bounded } from "../reservation-words";
import { dayHref, type TenantOrder } from "./day-url";
import { DAY_WORDS, showAllWords, TENANT_HEADS, TO_DO_LIST, tenantLines, toDoWords } from "./day-words";
import { NumberLink } from "./number-link";

interface DayTenantsProps {
	tenants: readonly DayTenant[];
	date: string;
	/** The day above the board: a tenant whose calendar shows another one says so. */
	shown: string;
	order: TenantOrder;
	all: boolean;
	waiting: boolean;
	search: URLSearchParams;
	change: (changes: Record<string, string | null>) => void;
}

const GROUPS: readonly { group: DayGroup; wide?: true }[] = [
	{ group: "arrivals" },
	{ group: "inHouse" },
	{ group: "departures" },
	{ group: "stayovers", wide: true },
];
const WIDE = "max-md:hidden print:table-cell!";

/** The day's numbers tenant by tenant, each with its list; a name narrows the board to its tenant. */
export const DayTenants = memo(function DayTenants(props: DayTenantsProps) {
	const { tenants, date, shown, order, all, waiting, search, change } = props;
	const lines = tenantLines(tenants, order, all);
	const left = tenantLines(tenants, "name", true).length - tenantLines(tenants, "name", false).length;
	return (
		<section aria-label={DAY_WORDS.tenants} className="mb-4 rounded-md border border-n6 print:border-0">
			<header className="flex flex-wrap items-center gap-2 border-n6 border-b px-3 py-1.5">
				<h2 className="mr-auto font-semibold">{DAY_WORDS.tenants}</h2>
				<Select
					aria-label={DAY_WORDS.order}
					value={order}
					onChange={(event) => change({ sort: event.target.value })}
					className="shrink-0 print:hidden [&_select]:h-7 [&_select]:w-auto [&_select]:text-sm max-sm:[&_select]:h-11"
				>
					<option value="todo">{DAY_WORDS.orderTodo}</option>
					<option value="name">{DAY_WORDS.orderName}</option>
				</Select>
				{left > 0 && (
					<Button
						size="sm"
						aria-pressed={all}
						className="print:hidden"
						onClick={() => change({ all: all ? null : "yes" })}
					>
						{all ? DAY_WORDS.onlyBusy : showAllWords(tenants.length)}
					</Button>
				)}
			</header>
			{lines.length === 0 ? (
				<p className="px-3 py-3 text-n10 text-sm">{DAY_WORDS.quietDay}</p>
			) : (
				<table
					aria-label={DAY_WORDS.tenants}
					aria-busy={waiting}
					className={classNames(
						"relative w-full table-fixed border-separate border-spacing-0 text-left [&_tr:last-child_td]:border-b-0",
						waiting && "veiled",
					)}
				>
					<thead>
						<tr>
							<Th>{DAY_WORDS.tenant}</Th>
							{GROUPS.map(({ group, wide }) => (
								<Th key={group} numeric className={classNames("w-18 whitespace-normal md:w-28", wide && WIDE)}>
									{TENANT_HEADS[group]}
								</Th>
							))}
							<Th numeric className={classNames("w-28", WIDE)}>
								{DAY_WORDS.withoutUnit}
							</Th>
							<Th numeric className={classNames("w-32", WIDE)}>
								{DAY_WORDS.openOnDeparture}
							</Th>
						</tr>
					</thead>
					<tbody>
						{lines.map((tenant) => (
							<tr key={tenant.id} className="hover:bg-n2 print:break-inside-avoid">
								<Td className="min-w-0">
									<Link
										href={dayHref(search, { tenant: tenant.id, all: null, sort: null })}
										prefetch={false}
										className="flex min-h-6 min-w-0 items-center gap-1.5 font-medium hover:underline max-sm:min-h-11"
									>
										<ProviderMark id={tenant.provider} />
										<bdi className="truncate">{bounded(tenant.name)}</bdi>
									</Link>
									{tenant.date !== shown && (
										<span className="num block truncate text-n10 text-xs">
											{formatDay(tenant.date, Number(shown.slice(0, 4)))}
										</span>
									)}
								</Td>
								{GROUPS.map(({ group, wide }) => (
									<Td key={group} numeric className={classNames(wide && WIDE)}>
										<Cell
											tenant={tenant}
											date={date}
											list={group}
											value={tenant.numbers[group].total}
											what={TENANT_HEADS[group]}
										/>
										{tenant.numbers[group].toDo > 0 && (
											<Cell
												tenant={tenant}
												date={date}
												list={TO_DO_LIST[group]}
												value={tenant.numbers[group].toDo}
												what={TENANT_HEADS[group]}
												toDo
											/>
										)}
									</Td>
								))}
								<Td numeric className={WIDE}>
									<Cell
										tenant={tenant}
										date={date}
										list="unassigned"
										value={tenant.numbers.unassigned}
										what={DAY_WORDS.withoutUnit}
									/>
								</Td>
								<Td numeric className={WIDE}>
									<Cell
										tenant={tenant}
										date={date}
										list="openOnDeparture"
										value={tenant.numbers.openOnDeparture}
										what={DAY_WORDS.openOnDeparture}
									/>
								</Td>
							</tr>
						))}
					</tbody>
				</table>
			)}
		</section>
	);
});

interface CellProps {
	tenant: DayTenant;
	date: string;
	list: DayList;
	value: number;
	what: string;
	/** Of the number beside it, what is still to do. */
	toDo?: boolean;
}

function Cell({ tenant, date, list, value, what, toDo = false }: CellProps) {
	const text = toDo ? toDoWords(value) : value.toLocaleString("en");
	return (
		<NumberLink
			params={dayListParams(list, date, tenant.id)}
			label={`${text}, ${what}, ${bounded(tenant.name)}`}
			tone={toDo ? "text-due-text text-xs" : value === 0 ? "text-n10" : undefined}
			className={classNames("flex min-w-6 justify-end", toDo && "ml-1.5")}
		>
			{text}
		</NumberLink>
	);
}
