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
import { TENANTS_KEY } from "@/lib/queries/tenants";
import { countWords } from "@/lib/shared/amount-words";
import type { ConnectionDetail } from "@/lib/shared/connections";
import { isConfirmed } from "./revoke-words";
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
			notify({ tone: "ok", title: `Deleted: ${connection.account}`, text: "The audit trail keeps what was done." });
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
			? "this connection's entry"
			: `${countWords(reservations, "reservation")} of ${countWords(connection.tenants.length, "tenant")}, with people, invoices and history`;
	return (
		<Panel title={connection.tenants.length === 0 ? "Entry" : "Mirrored data"}>
			<p className="mb-3 text-n11">
				{connection.tenants.length === 0
					? "No mirrored data is left. The entry and its evidence can be removed from the list of connections."
					: `${countWords(reservations, "reservation")} of ${countWords(connection.tenants.length, "tenant")} stay readable here until somebody deletes them.`}
			</p>
			<Dialog open={open} onOpenChange={setOpen}>
				<DialogTrigger asChild>
					<Button>{connection.tenants.length === 0 ? "Remove the entry" : "Delete mirrored data"}</Button>
				</DialogTrigger>
				<DialogContent
					title={`Delete ${connection.account}?`}
					description={`This deletes ${what} from Rezdeck, and takes the connection off the list. It cannot be undone.`}
					footer={
						<>
							<DialogClose asChild>
								<Button>Keep it</Button>
							</DialogClose>
							<Button
								variant="danger"
								busy={remove.isPending}
								disabled={!isConfirmed(connection.account, typed)}
								onClick={remove.start}
							>
								Delete
							</Button>
						</>
					}
				>
					<p className="mb-3">Nothing changes at the provider. The audit trail keeps who deleted it and when.</p>
					<TypedConfirmation expected={connection.account} value={typed} onChange={setTyped} />
					{remove.error !== null && (
						<Notice tone="bad" live="assertive" className="mt-3" title="Nothing was deleted">
							{remove.error.message}
						</Notice>
					)}
				</DialogContent>
			</Dialog>
			{remove.dialog}
		</Panel>
	);
}
