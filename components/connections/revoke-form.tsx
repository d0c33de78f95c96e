"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";
import { CONNECTIONS_KEY, connectionQuery, revokeAccess } from "@/lib/queries/connections";
import { TENANTS_KEY } from "@/lib/queries/tenants";
import { countWords } from "@/lib/shared/amount-words";
import type { ConnectionDetail, ProviderInfo } from "@/lib/shared/connections";
import { RevokeConsequences } from "./revoke-consequences";
import { isConfirmed } from "./revoke-words";
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
					<Notice
						tone="warn"
						title={`${provider.label} cannot be told to revoke ${connection.method === "manual" ? "a manual token" : "this access"}`}
					>
						<p className="mb-2">
							Rezdeck can only remove its own copy. Until somebody does these steps, the token still works for whoever
							has it:
						</p>
						<VendorSteps
							title={`At ${provider.label}`}
							steps={provider.revokeSteps}
							portalUrl={provider.portalUrl}
							providerLabel={provider.label}
						/>
					</Notice>
				)}
				<fieldset className="rounded-md border border-n6 px-3 py-3">
					<legend className="px-1 font-semibold">A second, separate decision</legend>
					<Checkbox
						checked={deleteData}
						onChange={(event) => setDeleteData(event.target.checked)}
						label="Also delete the mirrored data"
						hint={`Removes ${countWords(reservations, "reservation")} of ${countWords(connection.tenants.length, "tenant")}, with people, invoices and history, from Rezdeck once the access is gone. You can also do this later.`}
					/>
					{deleteData && (
						<div className="mt-2 pl-6">
							<TypedConfirmation expected={connection.account} value={typed} onChange={setTyped} />
						</div>
					)}
				</fieldset>
				{revoke.error !== null && (
					<Notice tone="bad" live="assertive" title="Nothing was revoked">
						{revoke.error.message}
					</Notice>
				)}
				<div className="flex flex-wrap gap-2">
					<Button type="submit" variant="danger" busy={revoke.isPending} disabled={!confirmed}>
						{deleteData ? "Revoke access and delete data" : "Revoke access"}
					</Button>
					<ButtonLink href={`/connections/${connection.id}`}>Keep the connection</ButtonLink>
				</div>
			</form>
			{revoke.dialog}
		</>
	);
}
