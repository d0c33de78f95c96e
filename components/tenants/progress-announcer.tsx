"use client";
import { useEffect, useRef, useState } from "react";
import { formatCount } from "@/lib/shared/amount-words";
import type { SyncProgress } from "@/lib/shared/connections";
import { progressShare } from "./progress-words";

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
		if (progress.phase === "following") setSaid(`All reservations are here.`);
		else if (progress.waiting !== null) setSaid(`${done} records so far. ${progress.waiting.reason}.`);
		else setSaid(`${done} records so far${quarter === null ? "" : `, ${quarter} percent`}.`);
	}, [milestone, progress, quarter]);
	return (
		<p role="status" className="sr-only">
			{said}
		</p>
	);
}
