import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { IssueBrowser } from "@/components/issues/issue-browser";
import { issueListParams, issueProblems } from "@/components/issues/issue-url";
import { ISSUE_WORDS } from "@/components/issues/issue-words";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { readZone, ZONE_COOKIE } from "@/components/ui/zone-cookie";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { todayIn } from "@/lib/shared/dates";
import { HeadingFirst } from "../heading-first";
import { loadList, namesRecords, readSearch, type SearchParams } from "../reservations/load-list";

export const metadata: Metadata = { title: ISSUE_WORDS.title };

export default async function IssuesPage({ searchParams }: { searchParams: SearchParams }) {
	const actor = await requireActor();
	const search = await readSearch(searchParams);
	return (
		<>
			<PageHeader title={ISSUE_WORDS.title} sub={ISSUE_WORDS.sub} />
			<HeadingFirst waiting={<SkeletonRows label={ISSUE_WORDS.loadingIssues} />} mayBeMissing={namesRecords(search)}>
				{issues(actor, search)}
			</HeadingFirst>
		</>
	);
}

async function issues(actor: Actor, search: URLSearchParams) {
	const valid = issueProblems(search).length === 0;
	// The numbers on the chips follow: counting takes as long as all the rest of the page.
	const [list, cookieStore] = await Promise.all([
		valid ? loadList(actor, new URLSearchParams(issueListParams(search)), null).catch(orNotFound) : null,
		cookies(),
	]);
	return <IssueBrowser today={todayIn(readZone(cookieStore.get(ZONE_COOKIE)?.value), now())} list={list} />;
}

function orNotFound(error: unknown): never {
	if (error instanceof AppError && error.code === "not_found") notFound();
	throw error;
}
