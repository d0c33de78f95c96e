"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { conflictCountsQuery } from "@/lib/queries/conflicts";
import { ISSUE_DATES } from "./issue-dates";
import { useOverview } from "./overview-context";
import { SHELL_WORDS } from "./shell-words";

/** How many connections wait for a person. */
export function AttentionCount() {
	const { connections } = useOverview();
	if (connections.needPerson === 0) return null;
	return (
		<span className="num ml-auto rounded-sm bg-bad-bg px-1.5 font-medium text-bad-text text-xs max-lg:absolute max-lg:top-0 max-lg:right-0">
			{connections.needPerson}
			<span className="sr-only"> {SHELL_WORDS.needAPerson}</span>
		</span>
	);
}

/** More than this is not counted out in the rail. */
const ISSUES_MAX = 99;

/** The frame asks nothing of its own before the page that somebody came for had this long to arrive. */
const SETTLED_MS = 4_000;

/** How many reservations have something that does not fit, over all tenants; nothing until it is known. */
export function IssueCount() {
	const [settled, setSettled] = useState(false);
	useEffect(() => {
		const timer = setTimeout(() => setSettled(true), SETTLED_MS);
		return () => clearTimeout(timer);
	}, []);
	const { data } = useQuery({ ...conflictCountsQuery(ISSUE_DATES), enabled: settled });
	if (data === undefined || data.any === 0) return null;
	return (
		// Beside the folded rail's icons there is no room for a number: a dot says that there are some.
		<span className="num ml-auto rounded-sm bg-n4 px-1.5 text-n11 text-xs max-lg:absolute max-lg:top-1 max-lg:right-1 max-lg:size-2 max-lg:rounded-full max-lg:bg-n9 max-lg:p-0">
			<span className="max-lg:sr-only">{data.any > ISSUES_MAX ? `${ISSUES_MAX}+` : data.any}</span>
			<span className="sr-only"> {SHELL_WORDS.reservationsWithIssues}</span>
		</span>
	);
}
