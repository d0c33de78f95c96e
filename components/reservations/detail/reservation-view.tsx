"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { memo, Suspense } from "react";
import { AsKnownNotice } from "@/components/time-travel/as-known-notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { useClock } from "@/components/ui/time-provider";
import { reservationQuery } from "@/lib/queries/reservations";
import { todayIn } from "@/lib/shared/dates";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { FreshnessNotice } from "../list/list-states";
import { NotesTab } from "../notes/notes-tab";
import { NOTE_WORDS } from "../notes/own-words";
import { ConflictsTab } from "./conflicts-tab";
import { DETAIL_WORDS } from "./detail-words";
import { Facts, LeadFacts } from "./facts";
import { GroupBar } from "./group-bar";
import { GROUPINGS, groupingOf } from "./group-words";
import { HistoryTab } from "./history-tab";
import { InvoicesTab } from "./invoices-tab";
import { PeopleTab } from "./people-tab";
import { RawTab } from "./raw-tab";
import { ReservationHeader } from "./reservation-header";
import { StayTab } from "./stay-tab";
import { useView, type ViewControl } from "./use-view";

interface ReservationViewProps {
	initial: { data: ReservationDetail; readAt: number };
	providerLabel: string;
	mayReadRaw: boolean;
	/** Notes, tags and flag: write them; delete others' notes and tags in use. */
	may: { annotate: boolean; manage: boolean };
	/** The moment whose knowledge is shown; null: now. */
	at: string | null;
}

/**
 * One reservation: facts left, the group in tabs right. What is open, chosen and grouped stands in the URL. The page of a
 * large group is shown before its tab has arrived.
 */
export function ReservationView({ initial, providerLabel, mayReadRaw, may, at }: ReservationViewProps) {
	const { data: detail } = useQuery(reservationQuery(initial.data.id, initial, at));
	const control = useView();
	const router = useRouter();
	const here = hereOf(initial.data.id);
	const { view, show } = control;
	const shown = detail ?? initial.data;
	const { zone, now } = useClock();
	const thisYear = Number(todayIn(shown.tenantTimeZone ?? zone, new Date(now)).slice(0, 4));
	const items = [
		{ id: "stay", label: DETAIL_WORDS.stay, count: shown.assignments.length },
		{ id: "people", label: DETAIL_WORDS.people, count: shown.people.length },
		{ id: "invoices", label: DETAIL_WORDS.invoices, count: shown.invoices.length },
		{ id: "conflicts", label: DETAIL_WORDS.conflicts, count: shown.conflicts.length },
		{ id: "history", label: DETAIL_WORDS.history },
		{ id: "notes", label: NOTE_WORDS.tab, count: shown.noteCount },
		...(mayReadRaw && at === null ? [{ id: "raw", label: DETAIL_WORDS.raw }] : []),
	];
	const open = items.some((item) => item.id === view.tab) ? view.tab : "stay";
	// The rooming list is printed alone: it is a sheet for the desk.
	const alone = open === "stay" && groupingOf(open, view.by) === "rooming";
	const besides = alone ? "contents print:hidden" : "contents";

	return (
		<>
			<div className={besides}>
				<ReservationHeader detail={shown} providerLabel={providerLabel} thisYear={thisYear} />
				<AsKnownNotice at={at} onBack={() => router.push(withoutMoment(here))} />
				<FreshnessNotice freshness={shown.freshness} />
			</div>
			<div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 max-lg:gap-y-6 lg:grid-cols-[17rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr] print:block">
				<div className={besides}>
					<LeadFacts detail={shown} />
				</div>
				<div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1 print:[&_[role=tablist]]:hidden">
					<Tabs label={DETAIL_WORDS.parts} items={items} selected={open} onSelect={(tab) => show({ tab })}>
						<Suspense fallback={<SkeletonRows label={DETAIL_WORDS.loadingPart} />}>
							<Part
								open={open}
								detail={shown}
								control={control}
								providerLabel={providerLabel}
								thisYear={thisYear}
								now={now}
								may={may}
								at={at}
							/>
						</Suspense>
					</Tabs>
				</div>
				<div className={besides}>
					<Facts detail={shown} providerLabel={providerLabel} />
				</div>
			</div>
		</>
	);
}

interface PartProps extends Pick<ReservationViewProps, "providerLabel" | "may" | "at"> {
	/** Id of the tab. */
	open: string;
	detail: ReservationDetail;
	control: ViewControl;
	thisYear: number;
	now: number;
}

/** What is in the open tab. */
const Part = memo(function Part({ open, detail, control, providerLabel, thisYear, now, may, at }: PartProps) {
	return (
		<>
			{GROUPINGS[open] !== undefined && <GroupBar detail={detail} tab={open} control={control} thisYear={thisYear} />}
			{open === "stay" && <StayTab detail={detail} control={control} thisYear={thisYear} now={now} />}
			{open === "people" && <PeopleTab detail={detail} control={control} />}
			{open === "invoices" && <InvoicesTab detail={detail} thisYear={thisYear} control={control} />}
			{open === "conflicts" && (
				<ConflictsTab detail={detail} providerLabel={providerLabel} thisYear={thisYear} control={control} />
			)}
			{open === "history" && (
				<HistoryTab id={detail.id} hrefAt={(moment) => `${hereOf(detail.id)}?${new URLSearchParams({ at: moment })}`} />
			)}
			{open === "notes" && <NotesTab detail={detail} may={may} past={at !== null} />}
			{open === "raw" && <RawTab id={detail.id} />}
		</>
	);
});

/** The same tab and choice, as it is known now. */
function withoutMoment(here: string): string {
	const search = new URLSearchParams(window.location.search);
	search.delete("at");
	return search.size === 0 ? here : `${here}?${search}`;
}

function hereOf(id: string): string {
	return `/reservations/${encodeURIComponent(id)}`;
}
