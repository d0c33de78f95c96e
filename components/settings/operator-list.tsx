"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyText } from "@/components/ui/copy-text";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import {
	changeOperator,
	createResetLink,
	endOperatorSessions,
	invitesQuery,
	operatorsQuery,
	withdrawInvite,
} from "@/lib/queries/settings";
import type { InviteSummary, OperatorSummary, TenantChoice } from "@/lib/shared/operators";
import type { Role } from "@/lib/shared/roles";
import { EditOperator } from "./edit-operator";
import { NewInvite } from "./new-invite";
import { OPERATOR_WORDS } from "./operator-words";
import { ROLE_WORDS } from "./role-words";
import { useChange } from "./use-change";

interface OperatorListProps {
	operators: OperatorSummary[];
	invites: InviteSummary[];
	tenants: TenantChoice[];
	/** Roles the reader may give. */
	roles: Role[];
	/** Whether the reader may change owners. */
	isOwner: boolean;
}

export function OperatorList(props: OperatorListProps) {
	const operatorQuery = operatorsQuery();
	const inviteQuery = invitesQuery();
	const operators = useQuery({ ...operatorQuery, initialData: { items: props.operators, nextCursor: null } }).data
		.items;
	const invites = useQuery({ ...inviteQuery, initialData: { items: props.invites, nextCursor: null } }).data.items;
	const { change, busy, dialog } = useChange([operatorQuery.queryKey, inviteQuery.queryKey]);
	const [editing, setEditing] = useState<OperatorSummary | null>(null);
	const [reset, setReset] = useState<{ name: string; url: string } | null>(null);

	async function makeResetLink(operator: OperatorSummary) {
		const link = await change("reset", () => createResetLink(operator.id));
		if (link === undefined) return;
		setEditing(null);
		setReset({ name: operator.name, url: link.url });
	}

	return (
		<div className="flex flex-col gap-5">
			<Panel title={OPERATOR_WORDS.operators} sub={OPERATOR_WORDS.operatorsSub} flush>
				<Table label={OPERATOR_WORDS.operators} className="relative">
					<THead>
						<tr>
							<Th>{OPERATOR_WORDS.name}</Th>
							<Th>{OPERATOR_WORDS.email}</Th>
							<Th>{OPERATOR_WORDS.role}</Th>
							<Th>{OPERATOR_WORDS.sees}</Th>
							<Th>{OPERATOR_WORDS.lastSignIn}</Th>
							<Th numeric>{OPERATOR_WORDS.sessions}</Th>
							<Th>
								<span className="sr-only">{OPERATOR_WORDS.actions}</span>
							</Th>
						</tr>
					</THead>
					<TBody>
						{operators.map((operator) => (
							<Tr key={operator.id}>
								<Td>
									<span className="flex flex-wrap items-center gap-2">
										<span className="foreign-text min-w-28">{operator.name}</span>
										{operator.self && (
											<Badge tone="info" icon={null}>
												{OPERATOR_WORDS.you}
											</Badge>
										)}
										{operator.disabledAt !== null && <Badge tone="quiet">{OPERATOR_WORDS.disabled}</Badge>}
									</span>
								</Td>
								<Td className="foreign-text min-w-36">{operator.email}</Td>
								<Td>{ROLE_WORDS[operator.role].label}</Td>
								<Td className="min-w-28">{scopeWords(operator, props.tenants)}</Td>
								<Td>
									<Instant at={operator.lastSignInAt} missing={OPERATOR_WORDS.never} />
								</Td>
								<Td numeric>{operator.liveSessions}</Td>
								<Td>
									<OperatorActions
										operator={operator}
										mayChange={props.isOwner || operator.role !== "owner"}
										busy={busy}
										change={change}
										onEdit={() => setEditing(operator)}
									/>
								</Td>
							</Tr>
						))}
					</TBody>
				</Table>
			</Panel>
			{reset !== null && (
				<Notice tone="ok" title={OPERATOR_WORDS.giveLinkTo(reset.name)} live="polite">
					<div className="mt-1 flex flex-col gap-1">
						<CopyText text={reset.url} label={OPERATOR_WORDS.passwordResetLink} />
						<span>{OPERATOR_WORDS.resetLinkText}</span>
					</div>
				</Notice>
			)}
			<NewInvite roles={props.roles} tenants={props.tenants} change={change} busy={busy === "invite"} />
			{invites.length > 0 && (
				<Panel title={OPERATOR_WORDS.openInvitations} sub={OPERATOR_WORDS.openInvitationsSub} flush>
					<Table label={OPERATOR_WORDS.openInvitations} className="relative">
						<THead>
							<tr>
								<Th>{OPERATOR_WORDS.email}</Th>
								<Th>{OPERATOR_WORDS.role}</Th>
								<Th>{OPERATOR_WORDS.willSee}</Th>
								<Th>{OPERATOR_WORDS.invitedBy}</Th>
								<Th>{OPERATOR_WORDS.expires}</Th>
								<Th>
									<span className="sr-only">{OPERATOR_WORDS.action}</span>
								</Th>
							</tr>
						</THead>
						<TBody>
							{invites.map((invite) => (
								<Tr key={invite.id}>
									<Td className="foreign-text min-w-36">{invite.email}</Td>
									<Td>{ROLE_WORDS[invite.role].label}</Td>
									<Td className="min-w-28">{scopeWords(invite, props.tenants)}</Td>
									<Td className="foreign-text min-w-36">{invite.createdBy ?? OPERATOR_WORDS.notGiven}</Td>
									<Td>
										<Instant at={invite.expiresAt} />
									</Td>
									<Td className="text-right">
										<Button
											size="sm"
											busy={busy === invite.id}
											onClick={() =>
												void change(invite.id, () => withdrawInvite(invite.id), OPERATOR_WORDS.invitationWithdrawn)
											}
										>
											{OPERATOR_WORDS.withdraw}
										</Button>
									</Td>
								</Tr>
							))}
						</TBody>
					</Table>
				</Panel>
			)}
			<EditOperator
				operator={editing}
				roles={props.roles}
				tenants={props.tenants}
				busy={busy}
				onReset={(operator) => void makeResetLink(operator)}
				onClose={() => setEditing(null)}
				onSave={async (id, input) => {
					const saved = await change(
						"edit",
						async () => {
							await changeOperator(id, input);
							return true;
						},
						OPERATOR_WORDS.rightsChanged,
					);
					if (saved === true) setEditing(null);
				}}
			/>
			{dialog}
		</div>
	);
}

interface OperatorActionsProps {
	operator: OperatorSummary;
	mayChange: boolean;
	busy: string | null;
	change: (name: string, action: () => Promise<void>, done: string) => Promise<unknown>;
	onEdit: () => void;
}

function OperatorActions({ operator, mayChange, busy, change, onEdit }: OperatorActionsProps) {
	const disabled = operator.disabledAt !== null;
	return (
		<span className="flex justify-end gap-1">
			{operator.liveSessions > 0 && !operator.self && (
				<Button
					size="sm"
					variant="quiet"
					busy={busy === `sessions ${operator.id}`}
					onClick={() =>
						void change(
							`sessions ${operator.id}`,
							() => endOperatorSessions(operator.id),
							OPERATOR_WORDS.isSignedOutEverywhere(operator.name),
						)
					}
				>
					{OPERATOR_WORDS.signOut}
				</Button>
			)}
			{mayChange && !operator.self && (
				<Button
					size="sm"
					variant="quiet"
					busy={busy === `disable ${operator.id}`}
					onClick={() =>
						void change(
							`disable ${operator.id}`,
							() => changeOperator(operator.id, { disabled: !disabled }),
							disabled
								? OPERATOR_WORDS.canSignInAgain(operator.name)
								: OPERATOR_WORDS.cannotSignInAnyMore(operator.name),
						)
					}
				>
					{disabled ? OPERATOR_WORDS.enable : OPERATOR_WORDS.disable}
				</Button>
			)}
			{mayChange && (
				<Button size="sm" onClick={onEdit} aria-label={OPERATOR_WORDS.changeRightsOf(operator.name)}>
					{OPERATOR_WORDS.change}
				</Button>
			)}
		</span>
	);
}

function scopeWords(scope: { allTenants: boolean; tenantIds: string[] }, tenants: readonly TenantChoice[]): string {
	if (scope.allTenants) return OPERATOR_WORDS.allTenants;
	const names = tenants.filter((tenant) => scope.tenantIds.includes(tenant.id)).map((tenant) => tenant.name);
	if (scope.tenantIds.length === 0) return OPERATOR_WORDS.noTenants;
	return names.length > 0 && names.length <= 2 ? names.join(", ") : OPERATOR_WORDS.tenantCount(scope.tenantIds.length);
}
