import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { TONE_CHIP, TONE_ICON, TONE_TEXT, type Tone } from "./tone";

interface NoticeProps {
	tone: Tone;
	/** What happened. */
	title: ReactNode;
	/** What it means, and what to do. */
	children?: ReactNode;
	/** The one thing to do: a button or a link. */
	action?: ReactNode;
	/** Announce it when it appears: polite for news, assertive for a failed action. Leave out for what stands on the page from the start. */
	live?: "polite" | "assertive";
	className?: string;
}

export function Notice({ tone, title, children, action, live, className }: NoticeProps) {
	return (
		<div
			role={live === "assertive" ? "alert" : live === "polite" ? "status" : undefined}
			className={classNames("flex items-start gap-3 rounded-md border px-3 py-2.5", TONE_CHIP[tone], className)}
		>
			<Icon name={TONE_ICON[tone]} className={classNames("mt-0.5 size-4 shrink-0", TONE_TEXT[tone])} />
			<div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-2">
				<div className="min-w-0 flex-[1_1_16rem]">
					<p className="font-medium">{title}</p>
					{children !== undefined && <div className="foreign-text mt-0.5 text-n11 text-sm">{children}</div>}
				</div>
				{action !== undefined && <div className="shrink-0 text-n12 print:hidden">{action}</div>}
			</div>
		</div>
	);
}
