"use client";
import { type ReactNode, Suspense, useState } from "react";
import type { Theme } from "@/components/ui/theme";
import type { Role } from "@/lib/shared/roles";
import { AccountMenu } from "./account-menu";
import { FreshnessDot } from "./freshness-dot";
import { ScopeSwitch } from "./scope-switch";
import { SearchField } from "./search-field";
import { Shortcuts } from "./shortcuts";

interface TopBarProps {
	operator: { name: string; role: Role };
	theme: Theme;
	/** The mark of a demo. */
	demo: ReactNode;
	/** The keys that lead to the search, drawn. */
	searchKeys: ReactNode;
}

export function TopBar({ operator, theme, demo, searchKeys }: TopBarProps) {
	const [shortcutsOpen, setShortcutsOpen] = useState(false);
	return (
		<header className="sticky top-0 z-30 flex h-(--bar) items-center gap-2 border-n6 border-b bg-n1 px-2 print:hidden sm:px-4">
			<ScopeSwitch />
			<SearchField role={operator.role} keys={searchKeys} />
			<div className="ml-auto flex items-center gap-1">
				<Suspense>
					{demo}
					<FreshnessDot />
				</Suspense>
				<AccountMenu
					name={operator.name}
					role={operator.role}
					theme={theme}
					onShortcuts={() => setShortcutsOpen(true)}
				/>
			</div>
			<Shortcuts open={shortcutsOpen} onOpenChange={setShortcutsOpen} />
		</header>
	);
}
