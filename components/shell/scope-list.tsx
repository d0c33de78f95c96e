"use client";
import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import type { InPopover } from "@/components/ui/popover";
import { ProviderMark } from "@/components/ui/provider-mark";
import { tenantListQuery } from "@/lib/queries/tenant-list";
import { readScope } from "./scope";
import { scopeHref } from "./scope-href";
import { SCOPE_WORDS } from "./scope-words";
import { SHELL_WORDS } from "./shell-words";

/** At most so many tenants are listed at once; the search narrows the rest. */
const SHOWN = 60;

/** All tenants that the operator may see, each as a link to this page about it. */
export function ScopeList({ close }: InPopover) {
	const pathname = usePathname();
	const search = useSearchParams();
	const { data } = useQuery(tenantListQuery());
	const tenants = data?.items ?? [];
	const selected = readScope(pathname, search).tenantIds;
	const hrefOf = (id: string | null) => scopeHref(pathname, search, id);
	const [text, setText] = useState("");
	const list = useRef<HTMLUListElement>(null);
	const wanted = text.trim().toLocaleLowerCase();
	const matches = tenants.filter((tenant) => tenant.name.toLocaleLowerCase().includes(wanted));
	const shown = matches.slice(0, SHOWN);

	/** Arrow keys walk through the links, Enter in the field takes the first match. */
	function onKeyDown(event: KeyboardEvent) {
		const links = [...(list.current?.querySelectorAll("a") ?? [])];
		const at = links.indexOf(document.activeElement as HTMLAnchorElement);
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			event.preventDefault();
			links[event.key === "ArrowDown" ? Math.min(at + 1, links.length - 1) : Math.max(at - 1, 0)]?.focus();
		} else if (event.key === "Enter" && at === -1) {
			event.preventDefault();
			(wanted === "" ? links[0] : links[links.length - shown.length])?.click();
		}
	}

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: only hands arrow keys on between the field and the links
		<div onKeyDown={onKeyDown}>
			<div className="border-n6 border-b p-2">
				<Input
					type="search"
					value={text}
					onChange={(event) => setText(event.target.value)}
					placeholder={SCOPE_WORDS.findATenant}
					aria-label={SCOPE_WORDS.findATenant}
				/>
			</div>
			<ul ref={list} className="max-h-80 overflow-y-auto p-1">
				{wanted === "" && (
					<ScopeItem href={hrefOf(null)} selected={selected.length === 0} onChoose={close}>
						<span className="flex-1">{SHELL_WORDS.allTenants}</span>
					</ScopeItem>
				)}
				{shown.map((tenant) => (
					<ScopeItem key={tenant.id} href={hrefOf(tenant.id)} selected={selected.includes(tenant.id)} onChoose={close}>
						<ProviderMark id={tenant.provider} />
						<span className="foreign-text min-w-0 flex-1">{tenant.name}</span>
						<span className="num text-n10 text-xs">{tenant.reservations.toLocaleString("en")}</span>
					</ScopeItem>
				))}
			</ul>
			<p role="status" className="px-3 pb-2 text-n10 text-sm empty:hidden">
				{data === undefined
					? SCOPE_WORDS.loadingTenants
					: matches.length === 0
						? SCOPE_WORDS.noTenantWithThisName
						: matches.length > SHOWN
							? SCOPE_WORDS.moreTenants(matches.length - SHOWN)
							: ""}
			</p>
		</div>
	);
}

interface ScopeItemProps {
	href: string;
	selected: boolean;
	onChoose: () => void;
	children: ReactNode;
}

function ScopeItem({ href, selected, onChoose, children }: ScopeItemProps) {
	return (
		<li>
			<Link
				href={href}
				prefetch={false}
				onClick={onChoose}
				aria-current={selected ? "true" : undefined}
				className="-outline-offset-2 flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 hover:bg-n4 max-sm:min-h-11"
			>
				{children}
				<Icon name="check" className={classNames("size-4 shrink-0 text-accent", !selected && "invisible")} />
			</Link>
		</li>
	);
}
