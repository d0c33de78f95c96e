import { Icon } from "@/components/ui/icon";
import { MoreMenu } from "./more-menu";
import { NAV_ITEMS } from "./nav-items";
import { NavLink } from "./nav-link";
import { NAV_WORDS } from "./nav-words";

const IN_BAR = NAV_ITEMS.filter((item) => item.behindMore !== true);
const BEHIND_MORE = NAV_ITEMS.filter((item) => item.behindMore === true);

const ENTRY =
	"-outline-offset-2 relative flex h-14 w-full flex-col items-center justify-center gap-0.5 text-[0.6875rem] text-n11 aria-[current=page]:font-medium aria-[current=page]:text-accent data-current:font-medium data-current:text-accent";

/** Bottom bar of phones: four pages, and the others behind "More". */
export function BottomBar() {
	return (
		<nav
			aria-label={NAV_WORDS.main}
			className="fixed inset-x-0 bottom-0 z-30 border-n6 border-t bg-n2 pb-[env(safe-area-inset-bottom)] sm:hidden print:hidden"
		>
			<ul className="grid grid-cols-5">
				{IN_BAR.map((item) => (
					<li key={item.href}>
						<NavLink href={item.href} target={item.target} className={ENTRY}>
							<Icon name={item.icon} className="size-5" />
							{item.label}
						</NavLink>
					</li>
				))}
				<li>
					<MoreMenu items={BEHIND_MORE} className={ENTRY} />
				</li>
			</ul>
		</nav>
	);
}
