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
			<Panel title="Operators" sub="People who can sign in here." flush>
				<Table label="Operators" className="relative">
					<THead>
						<tr>
							<Th>Name</Th>
							<Th>E-mail</Th>
							<Th>Role</Th>
							<Th>Sees</Th>
							<Th>Last sign-in</Th>
							<Th numeric>Sessions</Th>
							<Th>
								<span className="sr-only">Actions</span>
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
												you
											</Badge>
										)}
										{operator.disabledAt !== null && <Badge tone="quiet">disabled</Badge>}
									</span>
								</Td>
								<Td className="foreign-text min-w-36">{operator.email}</Td>
								<Td>{ROLE_WORDS[operator.role].label}</Td>
								<Td className="min-w-28">{scopeWords(operator, props.tenants)}</Td>
								<Td>
									<Instant at={operator.lastSignInAt} missing="never" />
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
				<Notice tone="ok" title={`Give this link to ${reset.name}. It is not shown again.`} live="polite">
					<div className="mt-1 flex flex-col gap-1">
						<CopyText text={reset.url} label="Password reset link" />
						<span>It sets a new password once, within 24 hours. The old password works until then.</span>
					</div>
				</Notice>
			)}
			<NewInvite roles={props.roles} tenants={props.tenants} change={change} busy={busy === "invite"} />
			{invites.length > 0 && (
				<Panel title="Open invitations" sub="Their links work once. Withdraw one, and its link is worthless." flush>
					<Table label="Open invitations" className="relative">
						<THead>
							<tr>
								<Th>E-mail</Th>
								<Th>Role</Th>
								<Th>Will see</Th>
								<Th>Invited by</Th>
								<Th>Expires</Th>
								<Th>
									<span className="sr-only">Action</span>
								</Th>
							</tr>
						</THead>
						<TBody>
							{invites.map((invite) => (
								<Tr key={invite.id}>
									<Td className="foreign-text min-w-36">{invite.email}</Td>
									<Td>{ROLE_WORDS[invite.role].label}</Td>
									<Td className="min-w-28">{scopeWords(invite, props.tenants)}</Td>
									<Td className="foreign-text min-w-36">{invite.createdBy ?? "not given"}</Td>
									<Td>
										<Instant at={invite.expiresAt} />
									</Td>
									<Td className="text-right">
										<Button
											size="sm"
											busy={busy === invite.id}
											onClick={() => void change(invite.id, () => withdrawInvite(invite.id), "Invitation withdrawn")}
										>
											Withdraw
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
						"Rights changed",
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
							`${operator.name} is signed out everywhere`,
						)
					}
				>
					Sign out
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
							disabled ? `${operator.name} can sign in again` : `${operator.name} cannot sign in any more`,
						)
					}
				>
					{disabled ? "Enable" : "Disable"}
				</Button>
			)}
			{mayChange && (
				<Button size="sm" onClick={onEdit} aria-label={`Change rights of ${operator.name}`}>
					Change
				</Button>
			)}
		</span>
	);
}

function scopeWords(scope: { allTenants: boolean; tenantIds: string[] }, tenants: readonly TenantChoice[]): string {
	if (scope.allTenants) return "all tenants";
	const names = tenants.filter((tenant) => scope.tenantIds.includes(tenant.id)).map((tenant) => tenant.name);
	if (scope.tenantIds.length === 0) return "no tenants";
	return names.length > 0 && names.length <= 2 ? names.join(", ") : `${scope.tenantIds.length} tenants`;
}
