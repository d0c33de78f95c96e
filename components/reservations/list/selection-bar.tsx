"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { useToast } from "@/components/ui/toast";
import { ApiProblem } from "@/lib/queries/client";
import { RESERVATIONS_KEY } from "@/lib/queries/reservation-list";
import { flagReservations, unflagReservations } from "@/lib/queries/reservations";
import type { ListColumn } from "@/lib/shared/list-columns";
import { exportHref, IDS_MAX } from "./export-href";
import { ExportMenu } from "./export-menu";
import type { Selection } from "./selection";
import { SELECTION_WORDS as WORDS } from "./selection-words";

interface SelectionBarProps {
	selection: Selection;
	/** The list's filter as the API takes it. */
	params: string;
	columns: readonly ListColumn[];
	loaded: number;
	total: number;
	totalCapped: boolean;
	mayAnnotate: boolean;
	/** Selects every match, also those not loaded. */
	onAll: () => void;
	onClear: () => void;
}

/** What can be done with the selected rows; there only while some are. */
export function SelectionBar({
	selection,
	params,
	columns,
	loaded,
	total,
	totalCapped,
	mayAnnotate,
	onAll,
	onClear,
}: SelectionBarProps) {
	const size = selection.ids.size;
	if (!selection.all && size === 0) return null;
	const totalWords = `${total.toLocaleString("en")}${totalCapped ? "+" : ""}`;
	return (
		<section
			aria-label={WORDS.region}
			className="sticky bottom-4 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-md border border-n7 bg-n1 px-3 py-2 shadow-pop max-sm:hidden print:hidden"
		>
			<p role="status" className="num font-medium">
				{selection.all ? WORDS.allSelected(totalWords) : WORDS.selected(size)}
			</p>
			{!selection.all && total > loaded && (
				<Button variant="quiet" size="sm" onClick={onAll}>
					{WORDS.selectAll(totalWords)}
				</Button>
			)}
			{exportHref(selection, params, "csv") === null ? (
				<p className="text-n11 text-sm">{WORDS.tooMany(IDS_MAX)}</p>
			) : (
				<ExportMenu selection={selection} params={params} columns={columns} />
			)}
			<Button size="sm" onClick={() => window.print()} title={selection.all ? WORDS.printLoaded : undefined}>
				<Icon name="printer" />
				{WORDS.print}
			</Button>
			{mayAnnotate && !selection.all && !new URLSearchParams(params).has("at") && (
				<FlagSelected ids={[...selection.ids]} />
			)}
			<Button variant="quiet" size="sm" iconOnly aria-label={WORDS.clear} title={WORDS.clear} onClick={onClear}>
				<Icon name="x" />
			</Button>
		</section>
	);
}

function FlagSelected({ ids }: { ids: readonly string[] }) {
	const notify = useToast();
	const queryClient = useQueryClient();
	const [busy, setBusy] = useState(false);

	async function tell(action: () => Promise<void>): Promise<boolean> {
		setBusy(true);
		try {
			await action();
			await queryClient.invalidateQueries({ queryKey: RESERVATIONS_KEY });
			return true;
		} catch (error) {
			if (!(error instanceof ApiProblem)) throw error;
			notify({ tone: "bad", title: error.problem.title, text: error.message });
			return false;
		} finally {
			setBusy(false);
		}
	}

	async function flag() {
		if (!(await tell(() => flagReservations(ids)))) return;
		notify({
			tone: "ok",
			title: WORDS.flagged(ids.length),
			action: { label: WORDS.undo, onSelect: () => void tell(() => unflagReservations(ids)) },
		});
	}

	return (
		<Button size="sm" busy={busy} onClick={() => void flag()}>
			<Icon name="flag" />
			{WORDS.flag}
		</Button>
	);
}
