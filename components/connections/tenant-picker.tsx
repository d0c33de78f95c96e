"use client";
import { ConditionBadge } from "@/components/tenants/condition-badge";
import { IncludeTenant } from "@/components/tenants/include-tenant";
import { ProgressAnnouncer } from "@/components/tenants/progress-announcer";
import { hasBegun, isFilling } from "@/components/tenants/progress-words";
import { SentenceText } from "@/components/tenants/sentence-text";
import { SyncProgressBar } from "@/components/tenants/sync-progress-bar";
import { useTenantConditions } from "@/components/tenants/tenant-state";
import { ZoneTime } from "@/components/tenants/zone-time";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { Panel } from "@/components/ui/panel";
import { TONE_TEXT } from "@/components/ui/tone";
import { mainCondition } from "@/lib/shared/condition-words";
import type { ConditionKind, ConnectionDetail, TenantSummary } from "@/lib/shared/connections";
import { CONNECTION_WORDS } from "./connection-words";

interface TenantPickerProps {
	connection: ConnectionDetail;
	providerLabel: string;
	/** Include and leave out. */
	mayChange: boolean;
	/** Right after connecting: say that there is something to choose. */
	fresh: boolean;
}

const OWN_CONDITIONS: ReadonlySet<ConditionKind> = new Set([
	"not_reached",
	"held",
	"paused",
	"cancelled",
	"behind",
	"not_permitted",
	"set_aside",
	"webhooks_silent",
]);

/** The tenants a connection reaches, each to include or leave out, each with its live progress. */
export function TenantPicker({ connection, providerLabel, mayChange, fresh }: TenantPickerProps) {
	const { tenants, progress } = connection;
	const included = tenants.filter((tenant) => tenant.included);
	const reservations = included.reduce((sum, tenant) => sum + tenant.reservations, 0);
	return (
		<Panel
			title={fresh ? CONNECTION_WORDS.tenantsFound(tenants.length) : CONNECTION_WORDS.tenants}
			sub={
				tenants.length === 0
					? undefined
					: CONNECTION_WORDS.tenantsIncluded(included.length, tenants.length, reservations)
			}
			flush
		>
			{included.length > 1 && isFilling(progress) && (
				<div className="border-n6 border-b bg-n2 px-3 py-2.5">
					<SyncProgressBar label={CONNECTION_WORDS.tenantsLabel} progress={progress} />
				</div>
			)}
			<ProgressAnnouncer progress={progress} />
			{tenants.length === 0 ? (
				<p className="px-3 py-4 text-n11">{CONNECTION_WORDS.noTenantLeft}</p>
			) : (
				<ul className="divide-y divide-n6">
					{tenants.map((tenant) => (
						<TenantItem key={tenant.id} tenant={tenant} providerLabel={providerLabel} mayChange={mayChange} />
					))}
				</ul>
			)}
		</Panel>
	);
}

interface TenantItemProps {
	tenant: TenantSummary;
	providerLabel: string;
	mayChange: boolean;
}

function TenantItem({ tenant, providerLabel, mayChange }: TenantItemProps) {
	const conditions = useTenantConditions(tenant, providerLabel);
	// What the connection says of itself above is not said again for each tenant.
	const own = conditions.filter(({ kind }) => OWN_CONDITIONS.has(kind) && (kind !== "paused" || tenant.pausedHere));
	return (
		<li className="px-3 py-2">
			<div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
				<div className="min-w-0">
					{mayChange ? (
						<IncludeTenant
							tenant={tenant}
							as="checkbox"
							label={
								<>
									<span className="sr-only">{CONNECTION_WORDS.include} </span>
									<span className="font-medium">{tenant.name}</span>
								</>
							}
						/>
					) : (
						<p className="foreign-text py-1 font-medium">{tenant.name}</p>
					)}
					<div className={mayChange ? "pl-6 max-sm:pl-7" : undefined}>
						<ZoneTime timeZone={tenant.timeZone} timeZoneRaw={tenant.timeZoneRaw} />
					</div>
				</div>
				<div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1 text-sm">
					{tenant.included && (
						<span className="num text-n11">
							<Link className="link" href={`/tenants/${tenant.id}/reservations`}>
								{CONNECTION_WORDS.reservations(tenant.reservations)}
							</Link>
							{" · "}
							{CONNECTION_WORDS.units(tenant.units)}
							{tenant.asOf !== null && (
								<>
									{" "}
									{CONNECTION_WORDS.asOf} <Instant at={tenant.asOf} className="num" />
								</>
							)}
						</span>
					)}
					<ConditionBadge condition={mainCondition(conditions)} />
					<Link className="link" href={`/tenants/${tenant.id}`}>
						{CONNECTION_WORDS.details}
						<span className="sr-only"> {CONNECTION_WORDS.detailsOf(tenant.name)}</span>
					</Link>
				</div>
			</div>
			<div className={mayChange ? "sm:pl-6" : undefined}>
				{own.map((condition) => (
					<p key={condition.kind} className={`foreign-text mt-1 text-sm ${TONE_TEXT[condition.tone]}`}>
						<SentenceText words={condition.sentence} still />{" "}
						{condition.kind === "set_aside" && (
							<Link className="link" href={`/tenants/${tenant.id}`}>
								{CONNECTION_WORDS.seeWhy}
							</Link>
						)}
					</p>
				))}
				{tenant.included && hasBegun(tenant.progress) && (
					<SyncProgressBar
						label={CONNECTION_WORDS.reservationsOf(tenant.name)}
						progress={tenant.progress}
						className="mt-1 max-w-xl"
					/>
				)}
			</div>
		</li>
	);
}
