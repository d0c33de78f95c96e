import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";
import { TONE_CHIP, TONE_ICON, type Tone } from "./tone";

interface BadgeProps {
	tone: Tone;
	/** The word that carries the meaning. */
	children: ReactNode;
	/** Another icon than the tone's own; null for none (then the word alone carries the meaning). */
	icon?: IconName | null;
	className?: string;
	title?: string;
}

export function Badge({ tone, children, icon, className, title }: BadgeProps) {
	return (
		<span
			title={title}
			className={classNames(
				"inline-flex max-w-full items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 py-px font-medium text-xs",
				TONE_CHIP[tone],
				className,
			)}
		>
			{icon !== null && <Icon name={icon ?? TONE_ICON[tone]} className="size-3.5 shrink-0" />}
			<span className="truncate">{children}</span>
		</span>
	);
}
