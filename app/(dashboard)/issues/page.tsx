import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { IssueBrowser } from "@/components/issues/issue-browser";
import { issueCountParams, issueListParams, issueProblems } from "@/components/issues/issue-url";
import { ISSUE_WORDS } from "@/components/issues/issue-words";
import { PageHeader } from "@/components/ui/page-header";
import { readZone, ZONE_COOKIE } from "@/components/ui/zone-cookie";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { countConflicts } from "@/lib/reservations/conflict-kinds";
import { conflictCountsQuery } from "@/lib/shared/conflicts";
import { todayIn } from "@/lib/shared/dates";
import { loadList, readSearch, type SearchParams } from "../reservations/load-list";

export const metadata: Metadata = { title: ISSUE_WORDS.title };

export default async function IssuesPage({ searchParams }: { searchParams: SearchParams }) {
	const actor = await requireActor();
	const search = await readSearch(searchParams);
	const valid = issueProblems(search).length === 0;
	const [list, counts, cookieStore] = await Promise.all([
		valid ? loadList(actor, new URLSearchParams(issueListParams(search)), null).catch(orNotFound) : null,
		valid ? loadCounts(actor, issueCountParams(search)).catch(orNotFound) : null,
		cookies(),
	]);
	return (
		<>
			<PageHeader title={ISSUE_WORDS.title} sub={ISSUE_WORDS.sub} />
			<IssueBrowser today={todayIn(readZone(cookieStore.get(ZONE_COOKIE)?.value), now())} list={list} counts={counts} />
		</>
	);
}

/** Null when the dates are refused: the list then says which. */
async function loadCounts(actor: Actor, params: string) {
	const query = conflictCountsQuery.safeParse(Object.fromEntries(new URLSearchParams(params)));
	if (!query.success) return null;
	try {
		return { params, data: await countConflicts(actor, query.data), readAt: now().getTime() };
	} catch (error) {
		if (error instanceof AppError && error.code === "invalid_input") return null;
		throw error;
	}
}

function orNotFound(error: unknown): never {
	if (error instanceof AppError && error.code === "not_found") notFound();
	throw error;
}
