import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

interface EmptyStateProps {
	/** What belongs here and is not there. */
	title: ReactNode;
	/** Why it is empty. */
	children?: ReactNode;
	/** The one thing to do. */
	action?: ReactNode;
	icon?: IconName;
	level?: 2 | 3;
}

export function EmptyState({ title, children, action, icon, level = 2 }: EmptyStateProps) {
	const Heading = level === 2 ? "h2" : "h3";
	return (
		<div className="flex max-w-3xl flex-col items-start gap-3 rounded-md border border-n7 border-dashed px-6 py-8">
			{icon !== undefined && <Icon name={icon} className="size-5 text-n10" />}
			<div>
				<Heading className="font-semibold text-lg">{title}</Heading>
				{children !== undefined && <div className="mt-1 max-w-prose text-n11">{children}</div>}
			</div>
			{action !== undefined && <div className="flex flex-wrap gap-2">{action}</div>}
		</div>
	);
}
