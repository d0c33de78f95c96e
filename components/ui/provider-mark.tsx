import { classNames } from "./class-names";

interface ProviderMarkProps {
	/** Provider id as the API gives it; its logo lies at /providers/<id>.svg. */
	id: string;
	/** The provider's own name; given when no text beside the mark says it. */
	label?: string;
	className?: string;
}

/** A provider's logo. Decoration unless `label` is given. */
export function ProviderMark({ id, label, className }: ProviderMarkProps) {
	return (
		// biome-ignore lint/performance/noImgElement: a small local SVG gains nothing from the image optimiser
		<img
			src={`/providers/${encodeURIComponent(id)}.svg`}
			alt={label ?? ""}
			title={label}
			width={16}
			height={16}
			// Else React has it fetched before the page's own style sheet and scripts are through.
			fetchPriority="low"
			className={classNames("inline-block size-4 shrink-0 rounded-sm", className)}
		/>
	);
}
