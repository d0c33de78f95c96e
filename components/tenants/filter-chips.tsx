import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { SYNC_WORDS } from "./sync-words";

/** Rows of filter chips. They are links, so that the address is the filter, and they work before any script has loaded. */
export function FilterChips({ children }: { children: ReactNode }) {
	return (
		<nav aria-label={SYNC_WORDS.filters} className="-mx-1 mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 px-1">
			{children}
		</nav>
	);
}

export function ChipGroup({ label, children }: { label: string; children: ReactNode }) {
	return (
		<ul aria-label={label} className="flex flex-wrap gap-1">
			{children}
		</ul>
	);
}

interface ChipProps {
	/** Where the chip leads: the page and its whole filter. */
	path: string;
	search: Readonly<Record<string, string | undefined>>;
	active: boolean;
	count?: number;
	children: string;
}

export function Chip({ path, search: wanted, active, count, children }: ChipProps) {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(wanted)) if (value !== undefined) search.set(name, value);
	const text = search.toString();
	return (
		<li>
			<Link
				href={text === "" ? path : `${path}?${text}`}
				aria-current={active ? "true" : undefined}
				scroll={false}
				className={classNames(
					"inline-flex h-7 items-center gap-1.5 rounded-md border px-2 text-sm max-sm:h-11 max-sm:px-3",
					active ? "border-accent-line bg-accent-soft font-medium" : "border-n7 text-n11 hover:bg-n3 hover:text-n12",
				)}
			>
				{children}
				{count !== undefined && <span className="num text-n10 text-xs">{count}</span>}
			</Link>
		</li>
	);
}
