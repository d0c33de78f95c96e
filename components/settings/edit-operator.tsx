"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import type { OperatorInput, OperatorSummary, TenantChoice } from "@/lib/shared/operators";
import type { Role } from "@/lib/shared/roles";
import { OPERATOR_WORDS } from "./operator-words";
import { ROLE_WORDS } from "./role-words";
import { ScopeFields, type ScopeValue } from "./scope-fields";

interface EditOperatorProps {
	/** Null: closed. */
	operator: OperatorSummary | null;
	roles: readonly Role[];
	tenants: readonly TenantChoice[];
	/** The change under way: "edit" or "reset". */
	busy: string | null;
	onReset: (operator: OperatorSummary) => void;
	onClose: () => void;
	onSave: (id: string, input: OperatorInput) => Promise<void>;
}

export function EditOperator({ operator, onClose, ...rest }: EditOperatorProps) {
	return (
		<Dialog open={operator !== null} onOpenChange={(open) => !open && onClose()}>
			{operator !== null && (
				<DialogContent
					title={OPERATOR_WORDS.rightsOf(operator.name)}
					description={operator.self ? OPERATOR_WORDS.ownRightsDescription : OPERATOR_WORDS.rightsDescription}
				>
					<EditForm key={operator.id} operator={operator} {...rest} />
				</DialogContent>
			)}
		</Dialog>
	);
}

type EditFormProps = Omit<EditOperatorProps, "operator" | "onClose"> & { operator: OperatorSummary };

function EditForm({ operator, roles, tenants, busy, onReset, onSave }: EditFormProps) {
	const [role, setRole] = useState<Role>(operator.role);
	const [scope, setScope] = useState<ScopeValue>({ allTenants: operator.allTenants, tenantIds: operator.tenantIds });
	const [error, setError] = useState<string | null>(null);

	async function save() {
		if (!scope.allTenants && scope.tenantIds.length === 0) {
			setError(OPERATOR_WORDS.chooseTenants);
			return;
		}
		const sees =
			role === "owner"
				? {}
				: { allTenants: scope.allTenants, ...(scope.allTenants ? {} : { tenantIds: scope.tenantIds }) };
		await onSave(operator.id, { role, ...sees });
	}

	return (
		<div className="flex flex-col gap-4">
			<RadioGroup
				legend={OPERATOR_WORDS.role}
				value={role}
				onChange={setRole}
				options={roles.map((value) => ({ value, label: ROLE_WORDS[value].label, hint: ROLE_WORDS[value].may }))}
			/>
			{role === "owner" ? (
				<p className="text-n11">{OPERATOR_WORDS.ownersSeeAllTenants}</p>
			) : (
				<ScopeFields value={scope} onChange={setScope} tenants={tenants} error={error} />
			)}
			<div className="flex flex-wrap justify-end gap-2">
				{!operator.self && operator.disabledAt === null && (
					<Button variant="quiet" busy={busy === "reset"} className="mr-auto" onClick={() => onReset(operator)}>
						{OPERATOR_WORDS.passwordResetLink}
					</Button>
				)}
				<DialogClose asChild>
					<Button>{OPERATOR_WORDS.cancel}</Button>
				</DialogClose>
				<Button variant="primary" busy={busy === "edit"} onClick={() => void save()}>
					{OPERATOR_WORDS.save}
				</Button>
			</div>
		</div>
	);
}
