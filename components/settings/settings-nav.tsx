"use client";
import { usePathname } from "next/navigation";
import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { SETTINGS_WORDS } from "./settings-words";

export interface SettingsSection {
	href: string;
	label: string;
}

export function SettingsNav({ sections }: { sections: readonly SettingsSection[] }) {
	const pathname = usePathname();
	return (
		<nav aria-label={SETTINGS_WORDS.settings} className="mb-5 overflow-x-auto border-n6 border-b">
			<ul className="flex w-max gap-1">
				{sections.map(({ href, label }) => (
					<li key={href}>
						<Link
							href={href}
							aria-current={pathname === href ? "page" : undefined}
							className={classNames(
								"-outline-offset-2 flex h-9 items-center border-b-2 px-2.5 max-sm:h-11",
								pathname === href
									? "border-accent font-medium text-n12"
									: "border-transparent text-n11 hover:border-n7 hover:text-n12",
							)}
						>
							{label}
						</Link>
					</li>
				))}
			</ul>
		</nav>
	);
}
