"use client";
import { useEffect, useRef, useState } from "react";
import { formatCount } from "@/lib/shared/amount-words";
import type { SyncProgress } from "@/lib/shared/connections";
import { progressShare } from "./progress-words";
import { SYNC_WORDS } from "./sync-words";

/** Tells a screen reader about progress politely and rarely: at each quarter and when the phase changes. */
export function ProgressAnnouncer({ progress }: { progress: SyncProgress }) {
	const share = progressShare(progress);
	const quarter = share === null ? null : Math.floor(share * 4) * 25;
	const milestone = `${progress.phase} ${quarter} ${progress.waiting === null ? "" : "waits"}`;
	const last = useRef(milestone);
	const [said, setSaid] = useState("");
	useEffect(() => {
		if (last.current === milestone) return;
		last.current = milestone;
		const done = formatCount(progress.done);
		if (progress.phase === "following") setSaid(SYNC_WORDS.allHere);
		else if (progress.waiting !== null) setSaid(SYNC_WORDS.recordsSoFar(done, progress.waiting.reason));
		else setSaid(SYNC_WORDS.recordsDone(done, quarter));
	}, [milestone, progress, quarter]);
	return (
		<p role="status" className="sr-only">
			{said}
		</p>
	);
}
