"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { isFilling } from "@/components/tenants/progress-words";
import { providerLabel } from "@/components/tenants/provider-label";
import { StaleNotice } from "@/components/tenants/stale-notice";
import { SyncProgressBar } from "@/components/tenants/sync-progress-bar";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { ProviderMark } from "@/components/ui/provider-mark";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { useClock } from "@/components/ui/time-provider";
import { connectionListQuery } from "@/lib/queries/connections";
import { type Condition, urgency } from "@/lib/shared/condition-words";
import type { ConnectionSummary, ProviderInfo } from "@/lib/shared/connections";
import { connectionConditions } from "@/lib/shared/subjects";
import { type ConnectionFilter, ConnectionFilters, type JudgedConnection, matches } from "./connection-filters";
import { CONNECTION_WORDS } from "./connection-words";
import { StateLines } from "./state-line";
import { methodWords, primaryAction } from "./state-words";

interface ConnectionListProps {
	providers: ProviderInfo[];
	filter: ConnectionFilter;
	mayConnect: boolean;
}

/** One row a connection, those that need a person first. */
export function ConnectionList({ providers, filter, mayConnect }: ConnectionListProps) {
	const query = useSuspenseQuery(connectionListQuery());
	const clock = useClock();
	const all = query.data.items.map((connection) => ({
		connection,
		conditions: connectionConditions(connection, providerLabel(providers, connection.provider), new Date(clock.now)),
	}));
	if (all.length === 0) return <NoConnections mayConnect={mayConnect} />;
	const rows = all
		.filter((judged) => matches(judged, filter))
		.sort((a, b) => urgency(mostUrgent(a)) - urgency(mostUrgent(b)));
	return (
		<>
			<StaleNotice error={query.error} shownFrom={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
			<ConnectionFilters filter={filter} all={all} providers={providers} />
			{rows.length === 0 ? (
				<EmptyState
					title={CONNECTION_WORDS.noConnectionMatches}
					action={<ButtonLink href="/connections">{CONNECTION_WORDS.showAll(all.length)}</ButtonLink>}
				>
					{CONNECTION_WORDS.noConnectionMatchesText}
				</EmptyState>
			) : (
				<Table label={CONNECTION_WORDS.connections}>
					<THead>
						<tr>
							<Th>{CONNECTION_WORDS.account}</Th>
							<Th className="max-md:hidden">{CONNECTION_WORDS.tenants}</Th>
							<Th className="max-sm:hidden">{CONNECTION_WORDS.state}</Th>
							<Th className="max-lg:hidden">{CONNECTION_WORDS.lastSuccess}</Th>
							<Th>
								<span className="sr-only">{CONNECTION_WORDS.action}</span>
							</Th>
						</tr>
					</THead>
					<TBody>
						{rows.map(({ connection }) => (
							<ConnectionRow
								key={connection.id}
								connection={connection}
								label={providerLabel(providers, connection.provider)}
								mayConnect={mayConnect}
							/>
						))}
					</TBody>
				</Table>
			)}
		</>
	);
}

/** What asks for attention first, a note beside a healthy state included. */
function mostUrgent({ conditions }: JudgedConnection): Condition {
	const [first, ...others] = conditions;
	if (first === undefined) throw new Error("a connection is always in some state");
	return others.reduce((a, b) => (urgency(b) < urgency(a) ? b : a), first);
}

function NoConnections({ mayConnect }: { mayConnect: boolean }) {
	return (
		<EmptyState
			title={CONNECTION_WORDS.noConnectionsYet}
			action={
				mayConnect ? (
					<ButtonLink href="/connections/new" variant="primary">
						{CONNECTION_WORDS.connectAnAccount}
					</ButtonLink>
				) : undefined
			}
		>
			{CONNECTION_WORDS.noConnectionsYetText(mayConnect)}
		</EmptyState>
	);
}

interface ConnectionRowProps {
	connection: ConnectionSummary;
	label: string;
	mayConnect: boolean;
}

function ConnectionRow({ connection, label, mayConnect }: ConnectionRowProps) {
	const state = (
		<>
			<StateLines connection={connection} providerLabel={label} />
			{isFilling(connection.progress) && (
				<SyncProgressBar
					label={CONNECTION_WORDS.reservationsOf(connection.account)}
					progress={connection.progress}
					className="mt-1 max-w-80"
				/>
			)}
		</>
	);
	return (
		<Tr>
			<Td className="align-top">
				<div className="flex min-w-0 items-start gap-2 pt-1">
					<ProviderMark id={connection.provider} label={label} className="mt-0.5" />
					<div className="min-w-0">
						<Link
							href={`/connections/${connection.id}`}
							className="foreign-text line-clamp-3 font-medium hover:underline max-sm:min-h-8"
						>
							{connection.account}
						</Link>
						<p className="text-n10 text-sm">
							{label}, {methodWords(connection.method)}
						</p>
						<div className="mt-1 sm:hidden">{state}</div>
					</div>
				</div>
			</Td>
			<Td className="max-w-72 align-top max-md:hidden">
				<TenantNames names={connection.tenantNames} />
			</Td>
			<Td className="max-w-md align-top max-sm:hidden">
				<div className="pt-1">{state}</div>
			</Td>
			<Td className="align-top max-lg:hidden">
				<div className="pt-1">
					<Instant at={connection.lastSuccessAt} missing={CONNECTION_WORDS.noneYet} />
				</div>
			</Td>
			<Td className="text-right align-top">
				<RowAction connection={connection} mayConnect={mayConnect} />
			</Td>
		</Tr>
	);
}

const NAMES_SHOWN = 2;

function TenantNames({ names }: { names: readonly string[] }) {
	if (names.length === 0) return <p className="pt-1 text-n10">{CONNECTION_WORDS.none}</p>;
	const more = names.length - NAMES_SHOWN;
	return (
		<p className="foreign-text line-clamp-4 min-w-28 pt-1" title={names.join(", ")}>
			{names.slice(0, NAMES_SHOWN).join(", ")}
			{more > 0 && <span className="whitespace-nowrap text-n10"> {CONNECTION_WORDS.andMore(more)}</span>}
		</p>
	);
}

function RowAction({ connection, mayConnect }: { connection: ConnectionSummary; mayConnect: boolean }) {
	const action = primaryAction(connection);
	const href = `/connections/${connection.id}`;
	const name = `${action.label}: ${connection.account}`;
	if (action.kind === "reconnect" && mayConnect) {
		return (
			<ButtonLink size="sm" variant="primary" href={`${href}?reconnect=1`} aria-label={name}>
				{action.label}
			</ButtonLink>
		);
	}
	if (action.kind === "progress" || action.kind === "evidence") {
		return (
			<ButtonLink size="sm" href={`${href}/revoke`} aria-label={name}>
				{action.label}
			</ButtonLink>
		);
	}
	return (
		<ButtonLink size="sm" href={href} aria-label={CONNECTION_WORDS.viewAccount(connection.account)}>
			{CONNECTION_WORDS.view}
		</ButtonLink>
	);
}
