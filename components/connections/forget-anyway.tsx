"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { connectionQuery, revokeAccess } from "@/lib/queries/connections";
import type { ConnectionDetail, ProviderInfo } from "@/lib/shared/connections";
import { REVOKE_WORDS } from "./revoke-words";
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
				<DialogTrigger>
					<Button size="sm">{REVOKE_WORDS.forgetHereAnyway}</Button>
				</DialogTrigger>
				<DialogContent
					title={REVOKE_WORDS.forgetQuestion(provider.label)}
					description={REVOKE_WORDS.forgetQuestionText(provider.label)}
					footer={
						<>
							<DialogClose asChild>
								<Button>{REVOKE_WORDS.keepTrying}</Button>
							</DialogClose>
							<Button variant="danger" busy={forget.isPending} onClick={forget.start}>
								{REVOKE_WORDS.forgetHereAnyway}
							</Button>
						</>
					}
				>
					<ul className="list-disc space-y-1 pl-5">
						<li>{REVOKE_WORDS.secretDestroyed}</li>
						<li>{REVOKE_WORDS.tokenMayWork(provider.label)}</li>
						<li>{REVOKE_WORDS.revokeByHand(provider.label)}</li>
					</ul>
					{forget.error !== null && (
						<Notice tone="bad" live="assertive" className="mt-3" title={REVOKE_WORDS.notForgotten}>
							{forget.error.message}
						</Notice>
					)}
				</DialogContent>
			</Dialog>
			{forget.dialog}
		</>
	);
}
