import type { ReactNode } from "react";
import { Icon } from "./icon";
import { Link } from "./link";

interface PageHeaderProps {
	title: ReactNode;
	/** One line under the title: counts, state, account. */
	sub?: ReactNode;
	/** Badges and the like, on the title's line. */
	marks?: ReactNode;
	/** Buttons, the main one last. */
	actions?: ReactNode;
	back?: { href: string; label: string };
}

export function PageHeader({ title, sub, marks, actions, back }: PageHeaderProps) {
	return (
		<header className="mb-4">
			{back !== undefined && (
				<Link
					href={back.href}
					className="-ml-1 mb-1 inline-flex items-center gap-0.5 text-n10 text-sm hover:text-n12 max-sm:min-h-11 print:hidden"
				>
					<Icon name="chevron-left" className="size-4 shrink-0" />
					<span className="foreign-text line-clamp-1">{back.label}</span>
				</Link>
			)}
			<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
				<div className="min-w-0 flex-1 basis-64">
					<div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
						<h1 className="foreign-text line-clamp-3 font-semibold text-xl">{title}</h1>
						{marks}
					</div>
					{sub !== undefined && <div className="mt-0.5 text-n11">{sub}</div>}
				</div>
				{actions !== undefined && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
			</div>
		</header>
	);
}
