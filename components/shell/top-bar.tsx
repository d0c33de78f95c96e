"use client";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import type { Theme } from "@/components/ui/theme";
import type { Role } from "@/lib/shared/roles";
import { AccountMenu } from "./account-menu";
import { FreshnessDot } from "./freshness-dot";
import { useOverview } from "./overview-context";
import { ScopeSwitch } from "./scope-switch";
import { SearchField } from "./search-field";
import { SHELL_WORDS } from "./shell-words";
import { Shortcuts } from "./shortcuts";

interface TopBarProps {
	operator: { name: string; role: Role };
	theme: Theme;
}

export function TopBar({ operator, theme }: TopBarProps) {
	const [shortcutsOpen, setShortcutsOpen] = useState(false);
	const { demo } = useOverview();
	return (
		<header className="sticky top-0 z-30 flex h-(--bar) items-center gap-2 border-n6 border-b bg-n1 px-2 print:hidden sm:px-4">
			<ScopeSwitch />
			<SearchField role={operator.role} />
			<div className="ml-auto flex items-center gap-1">
				{demo && (
					<Badge tone="info" icon="flask-conical" className="max-md:hidden" title={SHELL_WORDS.demoTitle}>
						{SHELL_WORDS.demoData}
					</Badge>
				)}
				<FreshnessDot />
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
