"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyText } from "@/components/ui/copy-text";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { RadioGroup } from "@/components/ui/radio-group";
import { createInvite } from "@/lib/queries/settings";
import { type InviteCreated, inviteInput, type TenantChoice } from "@/lib/shared/operators";
import type { Role } from "@/lib/shared/roles";
import { OPERATOR_WORDS } from "./operator-words";
import { ROLE_WORDS } from "./role-words";
import { ScopeFields, type ScopeValue } from "./scope-fields";

interface NewInviteProps {
	roles: readonly Role[];
	tenants: readonly TenantChoice[];
	change: <T>(name: string, action: () => Promise<T>) => Promise<T | undefined>;
	busy: boolean;
}

const EVERYTHING: ScopeValue = { allTenants: true, tenantIds: [] };

export function NewInvite({ roles, tenants, change, busy }: NewInviteProps) {
	const [role, setRole] = useState<Role>("operator");
	const [scope, setScope] = useState<ScopeValue>(EVERYTHING);
	const [errors, setErrors] = useState<{ email?: string; tenantIds?: string }>({});
	const [created, setCreated] = useState<InviteCreated | null>(null);

	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const form = event.currentTarget;
		const email = new FormData(form).get("email");
		const input = inviteInput.safeParse({
			email,
			role,
			...(role === "owner" || scope.allTenants ? EVERYTHING : scope),
		});
		const found: typeof errors = {};
		for (const issue of input.error?.issues ?? []) {
			const field = issue.path[0];
			if (field === "email" || field === "tenantIds") found[field] ??= issue.message;
		}
		setErrors(found);
		if (!input.success) return;
		const invite = await change("invite", () => createInvite(input.data));
		if (invite === undefined) return;
		setCreated(invite);
		form.reset();
	}

	return (
		<Panel title={OPERATOR_WORDS.inviteSomebody} sub={OPERATOR_WORDS.inviteSomebodySub}>
			<form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex max-w-lg flex-col gap-4">
				<Field label={OPERATOR_WORDS.email} error={errors.email ?? null}>
					{(control) => <Input {...control} name="email" type="email" autoComplete="off" />}
				</Field>
				<RadioGroup
					legend={OPERATOR_WORDS.role}
					value={role}
					onChange={setRole}
					options={roles.map((value) => ({ value, label: ROLE_WORDS[value].label, hint: ROLE_WORDS[value].may }))}
				/>
				{role !== "owner" && (
					<ScopeFields value={scope} onChange={setScope} tenants={tenants} error={errors.tenantIds ?? null} />
				)}
				<div>
					<Button type="submit" variant="primary" busy={busy}>
						{OPERATOR_WORDS.createInvitation}
					</Button>
				</div>
			</form>
			{created !== null && (
				<Notice tone="ok" title={OPERATOR_WORDS.giveLinkTo(created.email)} live="polite" className="mt-4">
					<div className="mt-1">
						<CopyText text={created.url} label={OPERATOR_WORDS.invitationLink} />
					</div>
				</Notice>
			)}
		</Panel>
	);
}
