"use client";
import { useQuery } from "@tanstack/react-query";
import { lookedQuery } from "@/lib/queries/looked";
import { MarkSeen } from "../news/mark-seen";

interface ListSeenProps {
	/** Since when the list shows what happened; null: it shows everything. */
	since: string | null;
	/** The moment whose knowledge is listed; null: now. */
	at: string | null;
	readAt: string;
}

/** Where the list shows what is new since the operator last looked: the way to say that it was seen. */
export function ListSeen({ since, at, readAt }: ListSeenProps) {
	const { data: looked } = useQuery({ ...lookedQuery(), enabled: since !== null && at === null });
	// A list of the last hour shows less than all that is new, so nothing of the rest is taken as seen from there.
	if (since === null || at !== null || looked === undefined || looked.since === null) return null;
	if (Date.parse(since) !== Date.parse(looked.since)) return null;
	return <MarkSeen since={looked.since} readAt={readAt} />;
}
