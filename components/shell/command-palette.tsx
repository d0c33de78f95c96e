"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Dialog as Primitive } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { portalBody } from "@/components/ui/portal-body";
import { ProviderMark } from "@/components/ui/provider-mark";
import { Spinner } from "@/components/ui/spinner";
import { searchQuery } from "@/lib/queries/search";
import type { Role } from "@/lib/shared/roles";
import { type PaletteGroup, type PaletteItem, paletteGroups } from "./palette-items";
import { PALETTE_WORDS as WORDS } from "./palette-words";

/** Long enough that a typed word is one question, short enough not to be felt. */
const PAUSE_MS = 180;
const RECENT_MAX = 6;

/** What was opened from here; lives as long as the page's memory, so nothing of it outlasts the session. */
let recent: PaletteItem[] = [];

interface CommandPaletteProps {
	role: Role;
	/** What stands in the field when it opens. */
	initial: string;
	onClose: () => void;
}

/** Finds reservations, tenants, connections, pages and actions. Arrows choose, Enter opens, Esc closes. */
export function CommandPalette({ role, initial, onClose }: CommandPaletteProps) {
	const router = useRouter();
	const ids = useId();
	const before = useRef<Element | null>(null);
	const [text, setText] = useState(initial);
	const [chosenId, setChosenId] = useState<string | null>(null);
	const asked = usePaused(text.trim().slice(0, 200));
	const query = useQuery(searchQuery(asked));
	const typed = text.trim();
	const groups = paletteGroups(text, typed === "" ? undefined : query.data, recent, role);
	const items = groups.flatMap((group) => group.items);
	const chosen = items.find(({ id }) => id === chosenId) ?? items[0] ?? null;
	const waiting = typed !== "" && (asked !== typed.slice(0, 200) || query.isFetching);
	const optionId = (item: PaletteItem) => `${ids}-${item.id}`;

	function open(item: PaletteItem) {
		if (item.keep) recent = [item, ...recent.filter(({ id }) => id !== item.id)].slice(0, RECENT_MAX);
		onClose();
	}

	function onKeyDown(event: KeyboardEvent) {
		const at = chosen === null ? -1 : items.indexOf(chosen);
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step !== undefined && items.length > 0) {
			event.preventDefault();
			const next = items[(at + step + items.length) % items.length];
			setChosenId(next?.id ?? null);
			if (next !== undefined) document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
		} else if (event.key === "Enter" && chosen !== null && !event.nativeEvent.isComposing) {
			event.preventDefault();
			open(chosen);
			router.push(chosen.href);
		}
	}

	return (
		<Primitive.Root open onOpenChange={(next) => !next && onClose()}>
			<Primitive.Portal container={portalBody()}>
				<Primitive.Overlay className="fixed inset-0 z-40 animate-enter bg-scrim" />
				<Primitive.Content
					data-modal=""
					aria-describedby={undefined}
					onOpenAutoFocus={() => {
						before.current = document.activeElement;
					}}
					onCloseAutoFocus={(event) => {
						event.preventDefault();
						if (before.current instanceof HTMLElement) before.current.focus();
					}}
					className="fixed z-50 flex animate-enter flex-col border border-n7 bg-n1 shadow-pop outline-none max-sm:inset-0 sm:top-[10dvh] sm:left-1/2 sm:max-h-[75dvh] sm:w-full sm:max-w-xl sm:-translate-x-1/2 sm:rounded-md"
				>
					<Primitive.Title className="sr-only">{WORDS.title}</Primitive.Title>
					<div className="flex items-center gap-2 border-n6 border-b px-3">
						<Icon name="search" className="size-4 shrink-0 text-n10" />
						<input
							type="search"
							role="combobox"
							aria-expanded={items.length > 0}
							aria-controls={`${ids}-list`}
							aria-autocomplete="list"
							aria-activedescendant={chosen === null ? undefined : optionId(chosen)}
							aria-label={WORDS.label}
							placeholder={WORDS.placeholder}
							value={text}
							maxLength={200}
							autoComplete="off"
							spellCheck={false}
							onChange={(event) => {
								setText(event.target.value);
								setChosenId(null);
							}}
							onKeyDown={onKeyDown}
							className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-n10 max-sm:h-14"
						/>
						{waiting && <Spinner />}
						<Primitive.Close className="min-h-11 px-2 text-accent sm:hidden">{WORDS.close}</Primitive.Close>
					</div>
					<div id={`${ids}-list`} role="listbox" aria-label={WORDS.title} className="min-h-0 overflow-y-auto p-1">
						{groups.map((group) => (
							<Group key={group.label} group={group} labelId={`${ids}-${group.label.replace(/\W+/g, "-")}`}>
								{group.items.map((item) => (
									<Option
										key={item.id}
										id={optionId(item)}
										item={item}
										chosen={item === chosen}
										onChoose={() => setChosenId(item.id)}
										onOpen={() => open(item)}
									/>
								))}
							</Group>
						))}
					</div>
					<p role="status" className="border-n6 border-t px-3 py-2 text-n10 text-sm">
						{statusWords(typed, waiting, items.length, query.error)}
					</p>
				</Primitive.Content>
			</Primitive.Portal>
		</Primitive.Root>
	);
}

function statusWords(typed: string, waiting: boolean, found: number, error: Error | null): string {
	if (error !== null && typed !== "") return `${WORDS.failed}: ${error.message}`;
	if (waiting) return WORDS.searching;
	return found === 0 ? WORDS.nothing(typed.slice(0, 40)) : WORDS.found(found);
}

/** The text as it was when typing last paused. An emptied field counts at once. */
function usePaused(text: string): string {
	const [paused, setPaused] = useState(text);
	useEffect(() => {
		const timer = setTimeout(() => setPaused(text), text === "" ? 0 : PAUSE_MS);
		return () => clearTimeout(timer);
	}, [text]);
	return paused;
}

function Group({ group, labelId, children }: { group: PaletteGroup; labelId: string; children: ReactNode }) {
	return (
		// biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox, not of form fields
		<div role="group" aria-labelledby={labelId}>
			<p id={labelId} className="px-2 pt-2 pb-1 text-n10 text-xs">
				{group.label}
			</p>
			{children}
		</div>
	);
}

interface OptionProps {
	id: string;
	item: PaletteItem;
	chosen: boolean;
	onChoose: () => void;
	onOpen: () => void;
}

/** A real link, so that it can be opened in a new tab too. The focus stays in the field. */
function Option({ id, item, chosen, onChoose, onOpen }: OptionProps) {
	return (
		<Link
			id={id}
			href={item.href}
			prefetch={false}
			role="option"
			aria-selected={chosen}
			tabIndex={-1}
			onMouseMove={chosen ? undefined : onChoose}
			onClick={(event) => {
				if (!event.metaKey && !event.ctrlKey && !event.shiftKey) onOpen();
			}}
			className={classNames(
				"flex min-h-9 items-center gap-2 rounded-sm px-2 py-1 max-sm:min-h-11",
				chosen && "bg-accent-soft text-accent-strong",
			)}
		>
			{item.provider !== null && <ProviderMark id={item.provider} />}
			<bdi className={classNames("min-w-0 truncate", item.over && "line-through decoration-n8")}>{item.label}</bdi>
			{item.over && <span className="sr-only">{WORDS.cancelled}</span>}
			{item.detail !== null && (
				<bdi className="num ml-auto min-w-0 max-w-[60%] shrink-0 truncate text-n11 text-sm">{item.detail}</bdi>
			)}
		</Link>
	);
}
