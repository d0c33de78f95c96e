import { Badge } from "@/components/ui/badge";
import type { TagRef } from "@/lib/shared/annotations";
import { OWN_MARK_WORDS } from "./own-mark-words";

/** Tags as small marks, the first `most` of them; the rest as a number whose names stand in the tooltip. */
export function TagBadges({ tags, most = tags.length }: { tags: readonly TagRef[]; most?: number }) {
	const rest = tags.slice(most);
	return (
		<>
			{tags.slice(0, most).map((tag) => (
				<Badge key={tag.id} tone={tag.tone} icon={null} title={tag.name} className="max-w-40">
					<bdi>{tag.name}</bdi>
				</Badge>
			))}
			{rest.length > 0 && (
				<Badge tone="quiet" icon={null} title={rest.map((tag) => tag.name).join(", ")}>
					+{rest.length}
					<span className="sr-only"> {OWN_MARK_WORDS.moreTags}</span>
				</Badge>
			)}
		</>
	);
}
