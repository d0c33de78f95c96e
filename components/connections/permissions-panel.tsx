import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import type { ConnectionDetail, ProviderInfo } from "@/lib/shared/connections";
import { CONNECTION_WORDS } from "./connection-words";

interface PermissionsPanelProps {
	connection: Pick<ConnectionDetail, "requestedScopes" | "grantedScopes" | "credential">;
	provider: ProviderInfo;
}

interface ScopeRow {
	id: string;
	label: string | null;
	asked: boolean;
	granted: boolean;
	required: boolean;
}

/** What was asked for and what was given, with every difference said in words. */
export function PermissionsPanel({ connection, provider }: PermissionsPanelProps) {
	const { requestedScopes } = connection;
	const grantedScopes = grantedOf(connection);
	const ids = [...new Set([...requestedScopes, ...grantedScopes])];
	if (ids.length === 0) {
		return (
			<Panel title={CONNECTION_WORDS.permissions}>
				<p className="text-n11">{CONNECTION_WORDS.permissionsUnknown(provider.label)}</p>
			</Panel>
		);
	}
	// An empty list of granted scopes means that the provider did not say, not that nothing was granted.
	const told = grantedScopes.length > 0;
	const rows = ids.map((id): ScopeRow => {
		const known = provider.scopes.find((scope) => scope.id === id);
		return {
			id,
			label: known?.label ?? null,
			asked: requestedScopes.includes(id),
			granted: grantedScopes.includes(id),
			required: known?.required ?? false,
		};
	});
	const ended = connection.credential === null;
	const missing = told ? rows.filter((row) => row.asked && !row.granted).length : 0;
	return (
		<Panel
			title={CONNECTION_WORDS.permissions}
			sub={
				ended
					? CONNECTION_WORDS.permissionsEnded
					: !told
						? CONNECTION_WORDS.permissionsAskedFor(provider.label)
						: missing > 0
							? CONNECTION_WORDS.permissionsMissing(missing, requestedScopes.length)
							: CONNECTION_WORDS.permissionsGiven
			}
			flush
		>
			<ul className="divide-y divide-n6">
				{rows.map((row) => (
					<li key={row.id} className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-0.5 px-3 py-1.5">
						<span className="min-w-0">
							{row.label !== null && <span className="block">{row.label}</span>}
							<code className="foreign-text font-mono text-n10 text-sm">{row.id}</code>
						</span>
						{ended ? (
							<Badge tone="quiet">{CONNECTION_WORDS.ended}</Badge>
						) : (
							<ScopeBadge row={row} told={told} chosen={requestedScopes.length > 0} />
						)}
					</li>
				))}
			</ul>
		</Panel>
	);
}

/** OpenID Connect's name for "keep the access": providers answer it with a refresh token and rarely list it. */
const KEEP_ACCESS = "offline_access";

function grantedOf({
	requestedScopes,
	grantedScopes,
	credential,
}: PermissionsPanelProps["connection"]): readonly string[] {
	const isUnlisted = requestedScopes.includes(KEEP_ACCESS) && !grantedScopes.includes(KEEP_ACCESS);
	return isUnlisted && grantedScopes.length > 0 && credential?.refreshes === true
		? [...grantedScopes, KEEP_ACCESS]
		: grantedScopes;
}

/** @param chosen whether permissions were asked for by name; otherwise nothing can be "not asked for" */
function ScopeBadge({ row, told, chosen }: { row: ScopeRow; told: boolean; chosen: boolean }) {
	if (!told) return <Badge tone="quiet">{CONNECTION_WORDS.askedFor}</Badge>;
	if (!row.granted) return <Badge tone={row.required ? "bad" : "warn"}>{CONNECTION_WORDS.notGiven}</Badge>;
	if (!row.asked && chosen) return <Badge tone="info">{CONNECTION_WORDS.givenNotAskedFor}</Badge>;
	return <Badge tone="ok">{CONNECTION_WORDS.given}</Badge>;
}
