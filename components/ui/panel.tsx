import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";

interface PanelProps {
	title?: ReactNode;
	sub?: ReactNode;
	actions?: ReactNode;
	children: ReactNode;
	/** No inner padding: for tables and lists that run to the border. */
	flush?: boolean;
	level?: 2 | 3;
	className?: string;
}

/** A bordered group with a title. Use it where a border explains what belongs together, not as decoration. */
export function Panel({ title, sub, actions, children, flush = false, level = 2, className }: PanelProps) {
	const id = useId();
	const Heading = level === 2 ? "h2" : "h3";
	return (
		<section
			aria-labelledby={title === undefined ? undefined : id}
			className={classNames("min-w-0 rounded-md border border-n6 bg-n1", className)}
		>
			{title !== undefined && (
				<div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-n6 border-b px-3 py-2">
					<div className="min-w-0">
						<Heading id={id} className="font-semibold">
							{title}
						</Heading>
						{sub !== undefined && <div className="text-n10 text-sm">{sub}</div>}
					</div>
					{actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
				</div>
			)}
			<div className={flush ? "min-w-0" : "px-3 py-3"}>{children}</div>
		</section>
	);
}
