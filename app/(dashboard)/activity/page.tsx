import type { Metadata } from "next";
import { ActivityFilter } from "@/components/activity/activity-filter";
import { ActivityList } from "@/components/activity/activity-list";
import { NotForYourRole } from "@/components/settings/not-for-your-role";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listAudit } from "@/lib/audit/list-audit";
import { can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { auditFilter } from "@/lib/shared/audit";
import { PAGE_WORDS } from "../page-words";

export const metadata: Metadata = { title: PAGE_WORDS.activity };

export default async function ActivityPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
	const actor = await requireActor();
	const header = <PageHeader title={PAGE_WORDS.activity} sub={PAGE_WORDS.activitySub} />;
	if (!can(actor, "audit.read")) {
		return (
			<>
				{header}
				<NotForYourRole role={actor.role} what={PAGE_WORDS.theActivityLog} />
			</>
		);
	}
	// An empty field of the filter form means "any". `tenant` belongs to the frame's tenant switch and narrows nothing here.
	const given = Object.entries(await searchParams).filter(([name, value]) => value !== "" && name !== "tenant");
	const filter = auditFilter.safeParse(Object.fromEntries(given));
	if (!filter.success) {
		return (
			<>
				{header}
				<Notice
					tone="warn"
					title={PAGE_WORDS.unknownActivityFilter}
					action={<ButtonLink href="/activity">{PAGE_WORDS.showAllActivity}</ButtonLink>}
				>
					{PAGE_WORDS.unknownActivityFilterText}
				</Notice>
			</>
		);
	}
	const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
	return (
		<>
			{header}
			<ActivityFilter filter={filter.data} />
			<ActivityList key={String(search)} search={String(search)} firstPage={await listAudit(actor, filter.data)} />
		</>
	);
}
