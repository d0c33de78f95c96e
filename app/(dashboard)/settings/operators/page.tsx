import type { Metadata } from "next";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { NotForYourRole } from "@/components/settings/not-for-your-role";
import { OperatorList } from "@/components/settings/operator-list";
import { can } from "@/lib/auth/actor";
import { listInvites } from "@/lib/auth/invites";
import { listOperators } from "@/lib/auth/operators";
import { requireActor } from "@/lib/auth/require-actor";
import { listTenantChoices } from "@/lib/auth/tenant-scope";
import { role } from "@/lib/shared/roles";

export const metadata: Metadata = { title: PAGE_WORDS.operators };

export default async function OperatorsPage() {
	const actor = await requireActor();
	if (!can(actor, "operators.manage")) return <NotForYourRole role={actor.role} what={PAGE_WORDS.theOperators} />;
	const [operators, invites, tenants] = await Promise.all([
		listOperators(actor),
		listInvites(actor),
		listTenantChoices(actor),
	]);
	const isOwner = actor.role === "owner";
	const roles = role.options.filter((option) => isOwner || option !== "owner");
	return <OperatorList operators={operators} invites={invites} tenants={tenants} roles={roles} isOwner={isOwner} />;
}
