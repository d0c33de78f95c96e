"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ConditionBadge } from "@/components/tenants/condition-badge";
import { StaleNotice } from "@/components/tenants/stale-notice";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { ProviderMark } from "@/components/ui/provider-mark";
import { connectionQuery } from "@/lib/queries/connections";
import { stateLabel } from "@/lib/shared/condition-words";
import type { ProviderInfo } from "@/lib/shared/connections";
import { RevokeForm } from "./revoke-form";
import { RevokeProgress } from "./revoke-progress";
import { REVOKE_WORDS } from "./revoke-words";

interface RevokePageProps {
	connectionId: string;
	provider: ProviderInfo;
	mayRevoke: boolean;
	role: string;
}

/** Ends a connection, and shows that it ended. One address before, during and after. */
export function RevokePage({ connectionId, provider, mayRevoke, role }: RevokePageProps) {
	const query = useSuspenseQuery(connectionQuery(connectionId));
	const connection = query.data;
	const { revocation } = connection;
	return (
		<>
			<PageHeader
				back={{ href: `/connections/${connection.id}`, label: connection.account }}
				title={
					revocation === null
						? REVOKE_WORDS.revokeAccessTo(connection.account)
						: REVOKE_WORDS.revocationOf(connection.account)
				}
				marks={revocation === null ? undefined : <ConditionBadge condition={stateLabel(connection.state)} />}
				sub={
					<span className="inline-flex items-center gap-1.5">
						<ProviderMark id={provider.id} />
						{provider.label}
					</span>
				}
			/>
			<StaleNotice error={query.error} shownFrom={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
			{revocation !== null ? (
				<RevokeProgress connection={connection} revocation={revocation} provider={provider} mayRevoke={mayRevoke} />
			) : mayRevoke ? (
				<RevokeForm connection={connection} provider={provider} />
			) : (
				<Notice tone="warn" title={REVOKE_WORDS.notYourRole(role)}>
					{REVOKE_WORDS.notYourRoleText}
				</Notice>
			)}
		</>
	);
}
