"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { connectionQuery, revokeAccess } from "@/lib/queries/connections";
import type { ConnectionDetail, ProviderInfo } from "@/lib/shared/connections";
import { useProvenAction } from "./use-proven-action";

interface ForgetAnywayProps {
	connection: ConnectionDetail;
	provider: ProviderInfo;
	deleteData: boolean;
}

/** Ends a pending revocation without the provider's confirmation. The warning says what that leaves open. */
export function ForgetAnyway({ connection, provider, deleteData }: ForgetAnywayProps) {
	const [open, setOpen] = useState(false);
	const client = useQueryClient();
	const forget = useProvenAction(
		() => revokeAccess(connection.id, { deleteData, force: true }),
		(changed) => {
			setOpen(false);
			client.setQueryData(connectionQuery(connection.id).queryKey, changed);
		},
	);
	return (
		<>
			<Dialog open={open} onOpenChange={setOpen}>
				<DialogTrigger asChild>
					<Button size="sm">Forget here anyway</Button>
				</DialogTrigger>
				<DialogContent
					title={`Forget without ${provider.label}'s word?`}
					description={`${provider.label} has not confirmed that the access is revoked.`}
					footer={
						<>
							<DialogClose asChild>
								<Button>Keep trying</Button>
							</DialogClose>
							<Button variant="danger" busy={forget.isPending} onClick={forget.start}>
								Forget here anyway
							</Button>
						</>
					}
				>
					<ul className="list-disc space-y-1 pl-5">
						<li>Rezdeck destroys its copy of the secret now and stops trying.</li>
						<li>
							The token may go on working at {provider.label}, and Rezdeck can no longer revoke it or prove it dead.
						</li>
						<li>Somebody must then revoke it at {provider.label} by hand. The steps are shown afterwards.</li>
					</ul>
					{forget.error !== null && (
						<Notice tone="bad" live="assertive" className="mt-3" title="It was not forgotten">
							{forget.error.message}
						</Notice>
					)}
				</DialogContent>
			</Dialog>
			{forget.dialog}
		</>
	);
}
