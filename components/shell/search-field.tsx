"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { useOnDemand } from "@/components/ui/use-on-demand";
import type { Role } from "@/lib/shared/roles";
import { readScope } from "./scope";
import { SHELL_WORDS } from "./shell-words";

const loadPalette = () => import("./command-palette").then((module) => module.CommandPalette);

/** Looks through all reservations in scope, whatever their dates. Ctrl or ⌘ K, and a touch on phones, opens the palette. */
export function SearchField({ role, keys }: { role: Role; keys: ReactNode }) {
	const router = useRouter();
	const pathname = usePathname();
	const search = useSearchParams();
	const input = useRef<HTMLInputElement>(null);
	const current = search.get("q") ?? "";
	useEffect(() => {
		if (input.current !== null) input.current.value = current;
	}, [current]);

	const [palette, setPalette] = useState<string | null>(null);
	const closePalette = useCallback(() => setPalette(null), []);
	const { code: CommandPalette } = useOnDemand(loadPalette, { open: palette !== null, onOpenChange: closePalette });
	useEffect(() => {
		function onKeyDown(event: KeyboardEvent) {
			if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
				return;
			event.preventDefault();
			setPalette((open) => (open === null ? "" : null));
		}
		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	}, []);

	function onSubmit(event: FormEvent) {
		event.preventDefault();
		const text = input.current?.value.trim() ?? "";
		const { tenantIds } = readScope(pathname, search);
		const [only, ...others] = tenantIds;
		const path =
			only !== undefined && others.length === 0 ? `/tenants/${encodeURIComponent(only)}/reservations` : "/reservations";
		const target = new URLSearchParams();
		if (others.length > 0) target.set("tenant", tenantIds.join(","));
		if (text !== "") target.set("q", text.slice(0, 200));
		router.push(target.size === 0 ? path : `${path}?${target}`);
	}

	return (
		<>
			<form action="/reservations" onSubmit={onSubmit} className="relative min-w-0 flex-1 max-sm:hidden sm:max-w-md">
				<Icon
					name="search"
					className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-n10"
				/>
				<Input
					ref={input}
					type="search"
					name="q"
					defaultValue={current}
					maxLength={200}
					autoComplete="off"
					data-shortcut="search"
					aria-label={SHELL_WORDS.searchLabel}
					placeholder={SHELL_WORDS.searchPlaceholder}
					className="border-n7 bg-n2 pr-22 pl-8"
				/>
				<button
					type="button"
					onClick={() => setPalette(input.current?.value.trim() ?? "")}
					aria-label={SHELL_WORDS.openPalette}
					title={SHELL_WORDS.openPaletteTitle}
					className="absolute top-1/2 right-1.5 flex h-6 -translate-y-1/2 items-center gap-1 rounded-sm px-0.5 max-md:hidden"
				>
					{keys}
				</button>
			</form>
			<button
				type="button"
				data-shortcut="search"
				onClick={() => setPalette(current)}
				className={classNames(buttonClass(), "min-w-0 flex-1 justify-start bg-n2 font-normal text-n10 sm:hidden")}
			>
				<Icon name="search" />
				<bdi className="truncate">{current === "" ? SHELL_WORDS.search : current}</bdi>
			</button>
			{palette !== null && CommandPalette !== null && (
				<CommandPalette role={role} initial={palette} onClose={closePalette} />
			)}
		</>
	);
}
