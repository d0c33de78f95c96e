import { classNames } from "./class-names";
import type { IconName } from "./icon-names";
import sprite from "./icons.svg";

export type { IconName } from "./icon-names";

interface IconProps {
	name: IconName;
	className?: string;
	/** Only where no word beside it says the same. */
	"aria-label"?: string;
}

/** One drawing of the sheet of icons, which the browser fetches once: none of them is script. */
export function Icon({ name, className, "aria-label": label }: IconProps) {
	return (
		// biome-ignore lint/a11y/noSvgWithoutTitle: named by a label, else left out for screen readers
		<svg
			viewBox="0 0 24 24"
			width={24}
			height={24}
			fill="none"
			stroke="currentColor"
			strokeWidth={2}
			strokeLinecap="round"
			strokeLinejoin="round"
			{...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
			className={classNames("shrink-0 overflow-visible", className)}
		>
			<use href={`${sprite.src}#${name}`} />
		</svg>
	);
}
