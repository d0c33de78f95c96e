"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";
import { CONNECTIONS_KEY, connectionQuery, revokeAccess } from "@/lib/queries/connections";
import { TENANTS_KEY } from "@/lib/queries/tenant-list";
import type { ConnectionDetail, ProviderInfo } from "@/lib/shared/connections";
import { RevokeConsequences } from "./revoke-consequences";
import { isConfirmed, REVOKE_WORDS } from "./revoke-words";
import { TypedConfirmation } from "./typed-confirmation";
import { useProvenAction } from "./use-proven-action";
import { VendorSteps } from "./vendor-steps";

interface RevokeFormProps {
	connection: ConnectionDetail;
	provider: ProviderInfo;
}

/** Before revoking: what will happen, and the two decisions, to disconnect and (apart from it) to delete. */
export function RevokeForm({ connection, provider }: RevokeFormProps) {
	const [deleteData, setDeleteData] = useState(false);
	const [typed, setTyped] = useState("");
	const client = useQueryClient();
	const reservations = connection.tenants.reduce((sum, tenant) => sum + tenant.reservations, 0);
	const confirmed = !deleteData || isConfirmed(connection.account, typed);
	const remote = provider.remoteRevoke[connection.method];
	const revoke = useProvenAction(
		() => revokeAccess(connection.id, { deleteData, force: false }),
		async (changed) => {
			client.setQueryData(connectionQuery(connection.id).queryKey, changed);
			await Promise.all([
				client.invalidateQueries({ queryKey: CONNECTIONS_KEY }),
				client.invalidateQueries({ queryKey: TENANTS_KEY }),
			]);
		},
	);

	function submit(event: FormEvent) {
		event.preventDefault();
		if (confirmed && !revoke.isPending) revoke.start();
	}

	return (
		<>
			<form onSubmit={submit} className="flex max-w-5xl flex-col gap-6">
				<RevokeConsequences connection={connection} provider={provider} />
				{!remote && (
					<Notice tone="warn" title={REVOKE_WORDS.cannotBeTold(provider.label, connection.method)}>
						<p className="mb-2">{REVOKE_WORDS.cannotBeToldText}</p>
						<VendorSteps
							title={REVOKE_WORDS.atProvider(provider.label)}
							steps={provider.revokeSteps}
							portalUrl={provider.portalUrl}
							providerLabel={provider.label}
						/>
					</Notice>
				)}
				<fieldset className="rounded-md border border-n6 px-3 py-3">
					<legend className="px-1 font-semibold">{REVOKE_WORDS.secondDecision}</legend>
					<Checkbox
						checked={deleteData}
						onChange={(event) => setDeleteData(event.target.checked)}
						label={REVOKE_WORDS.alsoDelete}
						hint={REVOKE_WORDS.alsoDeleteHint(reservations, connection.tenants.length)}
					/>
					{deleteData && (
						<div className="mt-2 pl-6">
							<TypedConfirmation expected={connection.account} value={typed} onChange={setTyped} />
						</div>
					)}
				</fieldset>
				{revoke.error !== null && (
					<Notice tone="bad" live="assertive" title={REVOKE_WORDS.nothingWasRevoked}>
						{revoke.error.message}
					</Notice>
				)}
				<div className="flex flex-wrap gap-2">
					<Button type="submit" variant="danger" busy={revoke.isPending} disabled={!confirmed}>
						{deleteData ? REVOKE_WORDS.revokeAccessAndDeleteData : REVOKE_WORDS.revokeAccess}
					</Button>
					<ButtonLink href={`/connections/${connection.id}`}>{REVOKE_WORDS.keepTheConnection}</ButtonLink>
				</div>
			</form>
			{revoke.dialog}
		</>
	);
}
