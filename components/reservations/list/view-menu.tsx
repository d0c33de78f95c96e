"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, ChevronDown, Link2, Pencil, Save, Star, Trash2, Users } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useRef, useState } from "react";
import { usePreference } from "@/components/shell/use-preference";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import { ApiProblem } from "@/lib/queries/client";
import { changeView, createView, deleteView, savedViewsQuery, VIEWS_KEY } from "@/lib/queries/views";
import { DEFAULT_COLUMNS, readColumns } from "@/lib/shared/list-columns";
import type { Preferences } from "@/lib/shared/preferences";
import { NO_VIEW, viewHref, viewSearchOf } from "@/lib/shared/view-address";
import type { SavedView } from "@/lib/shared/views";
import { VIEW_WORDS as WORDS } from "./view-words";

const ViewDialog = dynamic(() => import("./view-dialog").then((module) => module.ViewDialog), { ssr: false });

interface ViewMenuProps {
	/** Set on the page of one tenant: a view saved there is about that tenant. */
	tenantId: string | null;
	initial: { views: SavedView[]; preferences: Preferences };
}

/** The saved views beside the page's title: open one, save what is shown, rename, share, delete, open by default. */
export function ViewMenu({ tenantId, initial }: ViewMenuProps) {
	const params = useSearchParams();
	const router = useRouter();
	const pathname = usePathname();
	const client = useQueryClient();
	const notify = useToast();
	const trigger = useRef<HTMLButtonElement>(null);
	const [dialog, setDialog] = useState<"new" | "edit" | null>(null);
	const { data } = useQuery(savedViewsQuery("reservations", { items: initial.views }));
	const { value: list, save: savePreference } = usePreference("list", initial.preferences);
	const views = data?.items ?? initial.views;
	const current = views.find((view) => view.id === params.get("view")) ?? null;
	const shown = shownNow(params, tenantId);
	const changed =
		current !== null && (current.search !== shown.search || current.columns?.join() !== shown.columns?.join());

	/** The menu's entry that opened it is gone by then: the focus goes to the menu. */
	function closeDialog() {
		setDialog(null);
		requestAnimationFrame(() => trigger.current?.focus());
	}

	/** Does it, says what came of it, and reads the views again. */
	async function act(action: () => Promise<unknown>): Promise<boolean> {
		try {
			await action();
			return true;
		} catch (error) {
			if (!(error instanceof ApiProblem)) throw error;
			notify({ tone: "bad", title: error.problem.title, text: error.message });
			return false;
		} finally {
			await client.invalidateQueries({ queryKey: VIEWS_KEY });
		}
	}

	function leave() {
		const search = new URLSearchParams(params);
		search.delete("view");
		router.replace(search.size === 0 ? `${pathname}?view=${NO_VIEW}` : `${pathname}?${search}`, { scroll: false });
	}

	async function remove(view: SavedView) {
		const { id, name, search, columns, shared } = view;
		if (!(await act(() => deleteView(id)))) return;
		leave();
		notify({
			tone: "ok",
			title: WORDS.deleted(name),
			action: {
				label: WORDS.undo,
				onSelect: () => {
					void act(() => createView({ id, name, search, columns, shared })).then(
						(back) => back && router.replace(viewHref(view), { scroll: false }),
					);
				},
			},
		});
	}

	return (
		<>
			<Menu>
				<MenuTrigger
					ref={trigger}
					aria-label={WORDS.trigger(current?.name ?? null, changed)}
					className={classNames(buttonClass({ variant: "quiet", size: "sm" }), "max-w-64 print:hidden")}
				>
					<Bookmark aria-hidden="true" />
					<bdi className="truncate">{current?.name ?? WORDS.none}</bdi>
					{changed && <span className="font-normal text-n10">{WORDS.changed}</span>}
					<ChevronDown aria-hidden="true" className="text-n10" />
				</MenuTrigger>
				<MenuContent align="start">
					<MenuItem asChild>
						<Link href={`/reservations?view=${NO_VIEW}`}>{WORDS.none}</Link>
					</MenuItem>
					<ViewItems label={WORDS.own} views={views.filter((view) => view.own)} defaultId={list.defaultView} />
					<ViewItems label={WORDS.shared} views={views.filter((view) => !view.own)} defaultId={list.defaultView} />
					<MenuSeparator />
					{current !== null && changed && current.canEdit && (
						<MenuItem onSelect={() => void act(() => changeView(current.id, shown))}>
							<Save aria-hidden="true" />
							{WORDS.update(current.name)}
						</MenuItem>
					)}
					<MenuItem onSelect={() => setDialog("new")}>
						<Bookmark aria-hidden="true" />
						{WORDS.saveNew}
					</MenuItem>
					{current !== null && (
						<>
							<MenuItem
								onSelect={() =>
									void savePreference({ defaultView: list.defaultView === current.id ? null : current.id })
								}
							>
								<Star aria-hidden="true" />
								{list.defaultView === current.id ? WORDS.notDefault : WORDS.makeDefault}
							</MenuItem>
							<MenuItem
								onSelect={() =>
									void navigator.clipboard
										.writeText(`${window.location.origin}/reservations?view=${current.id}`)
										.then(() => notify({ tone: "ok", title: WORDS.copied }))
								}
							>
								<Link2 aria-hidden="true" />
								{WORDS.copyLink}
							</MenuItem>
							{current.canEdit && (
								<>
									<MenuItem onSelect={() => setDialog("edit")}>
										<Pencil aria-hidden="true" />
										{WORDS.rename}
									</MenuItem>
									<MenuItem danger onSelect={() => void remove(current)}>
										<Trash2 aria-hidden="true" />
										{WORDS.delete}
									</MenuItem>
								</>
							)}
						</>
					)}
				</MenuContent>
			</Menu>
			{dialog !== null && (
				<ViewDialog
					view={dialog === "edit" ? current : null}
					onClose={closeDialog}
					onSave={async ({ withColumns, ...fields }) => {
						const columns = withColumns ? [...(shown.columns ?? list.columns ?? DEFAULT_COLUMNS)] : null;
						const saved =
							dialog === "edit" && current !== null
								? await changeView(current.id, { ...fields, columns })
								: await createView({ search: shown.search, columns, ...fields });
						await client.invalidateQueries({ queryKey: VIEWS_KEY });
						if (dialog === "new") router.replace(viewHref(saved), { scroll: false });
						closeDialog();
						notify({ tone: "ok", title: WORDS.saved(saved.name) });
					}}
				/>
			)}
		</>
	);
}

/** What a view would keep of the page as it stands. */
function shownNow(params: URLSearchParams, tenantId: string | null): Pick<SavedView, "search" | "columns"> {
	const search = new URLSearchParams(params);
	if (tenantId !== null) search.set("tenant", tenantId);
	return { search: viewSearchOf(search), columns: readColumns(params.get("cols")) };
}

interface ViewItemsProps {
	label: string;
	views: readonly SavedView[];
	defaultId: string | null;
}

function ViewItems({ label, views, defaultId }: ViewItemsProps) {
	if (views.length === 0) return null;
	return (
		<>
			<MenuSeparator />
			<MenuLabel>{label}</MenuLabel>
			{views.map((view) => (
				<MenuItem key={view.id} asChild>
					<Link href={viewHref(view)} prefetch={false}>
						<span className="min-w-0 max-w-64 flex-1 truncate">
							<bdi>{view.name}</bdi>
							{!view.own && <span className="text-n10"> · {view.ownerName}</span>}
						</span>
						{view.own && view.shared && <Users aria-label={WORDS.isShared} className="text-n10" />}
						{view.id === defaultId && <Star aria-label={WORDS.isDefault} className="text-n10" />}
					</Link>
				</MenuItem>
			))}
		</>
	);
}
