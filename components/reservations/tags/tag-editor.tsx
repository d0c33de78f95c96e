"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import { tagsQuery } from "@/lib/queries/annotations";
import type { TagRef } from "@/lib/shared/annotations";
import { TAG_WORDS as WORDS } from "../notes/own-words";
import { ManageTags } from "./manage-tags";

const loadChoice = () => import("./tag-choice").then((module) => module.TagChoice);

interface TagEditorProps {
	reservationId: string;
	tags: readonly TagRef[];
	mayDeleteUsed: boolean;
}

/** Chooses the tags of one reservation, and leads to all tags. */
export function TagEditor({ reservationId, tags, mayDeleteUsed }: TagEditorProps) {
	const { data } = useQuery(tagsQuery());
	const [managing, setManaging] = useState(false);
	return (
		<>
			<Popover
				trigger={
					<Button size="sm">
						<Icon name="tags" />
						{WORDS.change}
					</Button>
				}
				label={WORDS.change}
				className="w-72"
				load={loadChoice}
				content={{ reservationId, tags, onManage: () => setManaging(true) }}
			/>
			<ManageTags open={managing} onOpenChange={setManaging} tags={data?.items ?? []} mayDeleteUsed={mayDeleteUsed} />
		</>
	);
}
