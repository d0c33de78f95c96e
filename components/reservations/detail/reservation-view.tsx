"use client";
import { useQuery } from "@tanstack/react-query";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useEffect } from "react";
import { Tabs } from "@/components/ui/tabs";
import { useClock } from "@/components/ui/time-provider";
import { reservationQuery } from "@/lib/queries/reservations";
import { todayIn } from "@/lib/shared/dates";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { FreshnessNotice } from "../list/list-states";
import { Facts, LeadFacts } from "./facts";
import { HistoryTab } from "./history-tab";
import { InvoicesTab } from "./invoices-tab";
import { PeopleTab } from "./people-tab";
import { RawTab } from "./raw-tab";
import { ReservationHeader } from "./reservation-header";
import type { Choice } from "./stay-matrix";
import { StayTab } from "./stay-tab";

interface ReservationViewProps {
	initial: { data: ReservationDetail; readAt: number };
	providerLabel: string;
	mayReadRaw: boolean;
}

/** One reservation: facts left, the group in tabs right. Open tab and chosen person or invoice stand in the URL. */
export function ReservationView({ initial, providerLabel, mayReadRaw }: ReservationViewProps) {
	const { data: detail } = useQuery(reservationQuery(initial.data.id, initial));
	const { tab, choice, select } = useViewState();
	const shown = detail ?? initial.data;
	const { zone, now } = useClock();
	const thisYear = Number(todayIn(shown.tenantTimeZone ?? zone, new Date(now)).slice(0, 4));
	const items = [
		{ id: "stay", label: "Stay", count: shown.assignments.length },
		{ id: "people", label: "People", count: shown.people.length },
		{ id: "invoices", label: "Invoices", count: shown.invoices.length },
		{ id: "history", label: "History" },
		...(mayReadRaw ? [{ id: "raw", label: "Raw" }] : []),
	];
	const open = items.some((item) => item.id === tab) ? tab : "stay";

	return (
		<>
			<ReservationHeader detail={shown} providerLabel={providerLabel} thisYear={thisYear} />
			<FreshnessNotice freshness={shown.freshness} />
			<div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 max-lg:gap-y-6 lg:grid-cols-[17rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
				<LeadFacts detail={shown} />
				<div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
					<Tabs label="Parts of this reservation" items={items} selected={open} onSelect={(id) => select({ tab: id })}>
						{open === "stay" && (
							<StayTab
								detail={shown}
								choice={choice}
								onChoose={(next) => select({ choice: next })}
								thisYear={thisYear}
							/>
						)}
						{open === "people" && (
							<PeopleTab detail={shown} onShow={(id) => select({ tab: "stay", choice: { kind: "person", id } })} />
						)}
						{open === "invoices" && (
							<InvoicesTab
								detail={shown}
								thisYear={thisYear}
								onShow={(id) => select({ tab: "stay", choice: { kind: "invoice", id } })}
							/>
						)}
						{open === "history" && <HistoryTab id={shown.id} />}
						{open === "raw" && <RawTab id={shown.id} />}
					</Tabs>
				</div>
				<Facts detail={shown} providerLabel={providerLabel} />
			</div>
		</>
	);
}

interface ViewState {
	tab: string;
	choice: Choice | null;
	select: (next: { tab?: string; choice?: Choice | null }) => void;
}

/** Tab and choice live in the URL without making history: one step back leads to the list. */
function useViewState(): ViewState {
	const search = useSearchParams();
	const pathname = usePathname();
	const router = useRouter();
	const text = search.toString();
	const person = search.get("person");
	const invoice = search.get("invoice");
	const choice: Choice | null =
		person !== null ? { kind: "person", id: person } : invoice !== null ? { kind: "invoice", id: invoice } : null;
	const chosen = choice !== null;

	const select = useCallback<ViewState["select"]>(
		(next) => {
			const params = new URLSearchParams(text);
			if (next.tab !== undefined) params.set("tab", next.tab);
			if (next.choice !== undefined) {
				params.delete("person");
				params.delete("invoice");
				if (next.choice !== null) params.set(next.choice.kind, next.choice.id);
			}
			if (params.get("tab") === "stay") params.delete("tab");
			window.history.replaceState(null, "", params.size === 0 ? pathname : `${pathname}?${params}`);
		},
		[text, pathname],
	);

	useEffect(() => {
		function onKeyDown(event: KeyboardEvent) {
			if (event.key !== "Escape" || event.defaultPrevented) return;
			if (event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [role=menu]") !== null)
				return;
			if (document.querySelector("[role=dialog]") !== null) return;
			if (chosen) select({ choice: null });
			else if (window.history.length > 1) router.back();
			else router.push("/reservations");
		}
		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	}, [chosen, select, router]);

	return { tab: search.get("tab") ?? "stay", choice, select };
}
