"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { ApiProblem } from "@/lib/queries/client";
import { lookedQuery, noteLook } from "@/lib/queries/looked";
import { SEEN_WORDS as WORDS } from "./news-words";

interface MarkSeenProps {
	/** Since when things are new to the operator, for the way back; null: they never looked. */
	since: string | null;
	/** When what is shown was read: what came later was not seen. Undefined while there is nothing. */
	readAt: string | undefined;
}

/** Takes what is new as seen, with a way back. */
export function MarkSeen({ since, readAt }: MarkSeenProps) {
	const client = useQueryClient();
	const notify = useToast();
	const [busy, setBusy] = useState(false);

	async function mark(next: string | null): Promise<boolean> {
		setBusy(true);
		try {
			client.setQueryData(lookedQuery().queryKey, await noteLook({ since: next }));
			return true;
		} catch (error) {
			if (!(error instanceof ApiProblem)) throw error;
			notify({ tone: "bad", title: WORDS.failed, text: error.message });
			return false;
		} finally {
			setBusy(false);
		}
	}

	async function seen() {
		if (readAt === undefined || !(await mark(readAt))) return;
		notify({ tone: "ok", title: WORDS.seen, action: { label: WORDS.undo, onSelect: () => void mark(since) } });
	}

	return (
		<Button size="sm" busy={busy} disabled={readAt === undefined} title={WORDS.covers} onClick={() => void seen()}>
			{since === null ? WORDS.start : WORDS.mark}
		</Button>
	);
}
