"use client";
import { useQueryClient } from "@tanstack/react-query";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu-items";
import { useToast } from "@/components/ui/toast";
import { ApiProblem } from "@/lib/queries/client";
import { VIEWS_KEY } from "@/lib/queries/view-list";
import { changeView, createView, deleteView } from "@/lib/queries/views";
import { NO_VIEW, viewHref } from "@/lib/shared/view-address";
import type { SavedView } from "@/lib/shared/views";
import { useSavedViews, type ViewsOfPage } from "./use-saved-views";
import { VIEW_MENU_WORDS } from "./view-menu-words";
import { VIEW_WORDS as WORDS } from "./view-words";

interface ViewMenuItemsProps extends ViewsOfPage {
	/** Asks for a name: of a new view, or another one for the open view. */
	onDialog: (dialog: "new" | "edit") => void;
}

/** Open one, save what is shown, rename, share, delete, open by default. */
export function ViewMenuItems({ onDialog, ...page }: ViewMenuItemsProps) {
	const params = useSearchParams();
	const router = useRouter();
	const pathname = usePathname();
	const client = useQueryClient();
	const notify = useToast();
	const { views, current, shown, changed, list, savePreference } = useSavedViews(page);

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
			<MenuItem asChild>
				<Link href={`/reservations?view=${NO_VIEW}`}>{VIEW_MENU_WORDS.none}</Link>
			</MenuItem>
			<ViewItems label={WORDS.own} views={views.filter((view) => view.own)} defaultId={list.defaultView} />
			<ViewItems label={WORDS.shared} views={views.filter((view) => !view.own)} defaultId={list.defaultView} />
			<MenuSeparator />
			{current !== null && changed && current.canEdit && (
				<MenuItem onSelect={() => void act(() => changeView(current.id, shown))}>
					<Icon name="save" />
					{WORDS.update(current.name)}
				</MenuItem>
			)}
			<MenuItem onSelect={() => onDialog("new")}>
				<Icon name="bookmark" />
				{WORDS.saveNew}
			</MenuItem>
			{current !== null && (
				<>
					<MenuItem
						onSelect={() => void savePreference({ defaultView: list.defaultView === current.id ? null : current.id })}
					>
						<Icon name="star" />
						{list.defaultView === current.id ? WORDS.notDefault : WORDS.makeDefault}
					</MenuItem>
					<MenuItem
						onSelect={() =>
							void navigator.clipboard
								.writeText(`${window.location.origin}/reservations?view=${current.id}`)
								.then(() => notify({ tone: "ok", title: WORDS.copied }))
						}
					>
						<Icon name="link-2" />
						{WORDS.copyLink}
					</MenuItem>
					{current.canEdit && (
						<>
							<MenuItem onSelect={() => onDialog("edit")}>
								<Icon name="pencil" />
								{WORDS.rename}
							</MenuItem>
							<MenuItem danger onSelect={() => void remove(current)}>
								<Icon name="trash" />
								{WORDS.delete}
							</MenuItem>
						</>
					)}
				</>
			)}
		</>
	);
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
						{view.own && view.shared && <Icon name="users" aria-label={WORDS.isShared} className="text-n10" />}
						{view.id === defaultId && <Icon name="star" aria-label={WORDS.isDefault} className="text-n10" />}
					</Link>
				</MenuItem>
			))}
		</>
	);
}
