import { Suspense } from "react";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { BrandMark } from "./brand";
import { PRODUCT } from "./brand-words";
import { NAV_ITEMS } from "./nav-items";
import { NavLink } from "./nav-link";
import { NAV_WORDS } from "./nav-words";
import { AttentionCount, IssueCount } from "./rail-counts";

/** Left rail: words at 1100 px and more, icons below, not on phones. */
export function Rail() {
	return (
		<nav
			aria-label={NAV_WORDS.main}
			className="sticky top-0 flex h-dvh w-14 shrink-0 flex-col border-n6 border-r bg-n2 px-2 py-3 max-sm:hidden lg:w-50 print:hidden"
		>
			<Link href="/" className="mb-3 flex h-8 items-center gap-2 rounded-md px-2 max-lg:justify-center max-lg:px-0">
				<BrandMark />
				<span className="font-semibold text-lg max-lg:sr-only">{PRODUCT}</span>
			</Link>
			<ul className="flex flex-col gap-0.5">
				{NAV_ITEMS.map((item) => (
					<li key={item.href} className={item.separated === true ? "mt-2 border-n6 border-t pt-2" : undefined}>
						<NavLink
							href={item.href}
							target={item.target}
							title={item.label}
							className="group relative flex h-8 items-center gap-2.5 rounded-md px-2 text-n11 not-aria-[current=page]:hover:bg-n4 not-aria-[current=page]:hover:text-n12 aria-[current=page]:bg-n5 aria-[current=page]:font-medium aria-[current=page]:text-n12 max-lg:h-10 max-lg:justify-center"
						>
							<Icon name={item.icon} className="size-4 shrink-0 group-aria-[current=page]:text-accent" />
							<span className="max-lg:sr-only">{item.label}</span>
							{item.href === "/connections" && (
								<Suspense>
									<AttentionCount />
								</Suspense>
							)}
							{item.href === "/issues" && <IssueCount />}
						</NavLink>
					</li>
				))}
			</ul>
		</nav>
	);
}
