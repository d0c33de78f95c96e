"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { useToast } from "@/components/ui/toast";
import { CONNECTIONS_KEY, connectionQuery, deleteMirroredData } from "@/lib/queries/connections";
import { TENANTS_KEY } from "@/lib/queries/tenant-list";
import type { ConnectionDetail } from "@/lib/shared/connections";
import { isConfirmed, REVOKE_WORDS } from "./revoke-words";
import { TypedConfirmation } from "./typed-confirmation";
import { useProvenAction } from "./use-proven-action";

/** The second decision, taken after the access is gone. The connection goes with its data; the audit trail stays. */
export function DeleteData({ connection }: { connection: ConnectionDetail }) {
	const [open, setOpen] = useState(false);
	const [typed, setTyped] = useState("");
	const client = useQueryClient();
	const router = useRouter();
	const notify = useToast();
	const remove = useProvenAction(
		() => deleteMirroredData(connection.id),
		async () => {
			notify({ tone: "ok", title: REVOKE_WORDS.deleted(connection.account), text: REVOKE_WORDS.deletedText });
			router.push("/connections");
			client.removeQueries({ queryKey: connectionQuery(connection.id).queryKey });
			await Promise.all([
				client.invalidateQueries({ queryKey: CONNECTIONS_KEY }),
				client.invalidateQueries({ queryKey: TENANTS_KEY }),
			]);
		},
	);
	const reservations = connection.tenants.reduce((sum, tenant) => sum + tenant.reservations, 0);
	const what =
		connection.tenants.length === 0
			? REVOKE_WORDS.theEntry
			: REVOKE_WORDS.theData(reservations, connection.tenants.length);
	return (
		<Panel title={connection.tenants.length === 0 ? REVOKE_WORDS.entry : REVOKE_WORDS.mirroredData}>
			<p className="mb-3 text-n11">
				{connection.tenants.length === 0
					? REVOKE_WORDS.noDataLeft
					: REVOKE_WORDS.dataStays(reservations, connection.tenants.length)}
			</p>
			<Dialog open={open} onOpenChange={setOpen}>
				<DialogTrigger>
					<Button>
						{connection.tenants.length === 0 ? REVOKE_WORDS.removeTheEntry : REVOKE_WORDS.deleteMirroredData}
					</Button>
				</DialogTrigger>
				<DialogContent
					title={REVOKE_WORDS.deleteAccount(connection.account)}
					description={REVOKE_WORDS.deleteDescription(what)}
					footer={
						<>
							<DialogClose asChild>
								<Button>{REVOKE_WORDS.keepIt}</Button>
							</DialogClose>
							<Button
								variant="danger"
								busy={remove.isPending}
								disabled={!isConfirmed(connection.account, typed)}
								onClick={remove.start}
							>
								{REVOKE_WORDS.deleteIt}
							</Button>
						</>
					}
				>
					<p className="mb-3">{REVOKE_WORDS.deleteText}</p>
					<TypedConfirmation expected={connection.account} value={typed} onChange={setTyped} />
					{remove.error !== null && (
						<Notice tone="bad" live="assertive" className="mt-3" title={REVOKE_WORDS.nothingWasDeleted}>
							{remove.error.message}
						</Notice>
					)}
				</DialogContent>
			</Dialog>
			{remove.dialog}
		</Panel>
	);
}
