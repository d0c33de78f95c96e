"use client";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { usePreference } from "@/components/shell/use-preference";
import { savedViewsQuery } from "@/lib/queries/view-list";
import { readColumns } from "@/lib/shared/list-columns";
import type { Preferences } from "@/lib/shared/preferences";
import { viewSearchOf } from "@/lib/shared/view-address";
import type { SavedView } from "@/lib/shared/views";

export interface ViewsOfPage {
	/** Set on the page of one tenant: a view saved there is about that tenant. */
	tenantId: string | null;
	/** As the server read them with the page. */
	initial: { views: SavedView[]; preferences: Preferences };
}

/** The saved views, which of them is open, and whether what is shown still is what it keeps. */
export function useSavedViews({ tenantId, initial }: ViewsOfPage) {
	const params = useSearchParams();
	const { data } = useQuery(savedViewsQuery("reservations", { items: initial.views }));
	const { value: list, save: savePreference } = usePreference("list", initial.preferences);
	const views = data?.items ?? initial.views;
	const current = views.find((view) => view.id === params.get("view")) ?? null;
	const shown = shownNow(params, tenantId);
	const changed =
		current !== null && (current.search !== shown.search || current.columns?.join() !== shown.columns?.join());
	return { views, current, shown, changed, list, savePreference };
}

/** What a view would keep of the page as it stands. */
function shownNow(params: URLSearchParams, tenantId: string | null): Pick<SavedView, "search" | "columns"> {
	const search = new URLSearchParams(params);
	if (tenantId !== null) search.set("tenant", tenantId);
	return { search: viewSearchOf(search), columns: readColumns(params.get("cols")) };
}
