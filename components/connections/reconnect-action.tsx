"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import type { ConnectionDetail, ProviderInfo } from "@/lib/shared/connections";
import { ManualTokenForm } from "./manual-token-form";
import { ReconnectForm } from "./reconnect-form";
import { VendorSteps } from "./vendor-steps";

interface ReconnectActionProps {
	connection: ConnectionDetail;
	provider: ProviderInfo;
	/** The thing to do now, not one of several. */
	urgent?: boolean;
	/** Open the dialog at once: somebody came here to reconnect. */
	startOpen?: boolean;
}

/** Renews a connection the way it was made: at the provider's consent page, or with a new manual token. */
export function ReconnectAction({ connection, provider, urgent = false, startOpen = false }: ReconnectActionProps) {
	const [open, setOpen] = useState(startOpen && connection.method === "manual");
	const notify = useToast();
	const variant = urgent ? "primary" : "secondary";
	if (connection.method === "oauth") {
		return (
			<ReconnectForm
				connectionId={connection.id}
				provider={connection.provider}
				scopes={connection.requestedScopes}
				multiTenant={connection.tenants.length > 1}
				variant={variant}
			/>
		);
	}
	return (
		<Dialog open={open} onOpenChange={setOpen}>
			<DialogTrigger asChild>
				<Button variant={variant}>Reconnect</Button>
			</DialogTrigger>
			<DialogContent
				wide
				title={`Reconnect ${connection.account}`}
				description="A new token of the same account takes the place of the old one. Reservations and history stay."
			>
				<div className="flex flex-col gap-4">
					<VendorSteps
						title="Where the token is made"
						steps={provider.manual.steps}
						portalUrl={provider.portalUrl}
						providerLabel={provider.label}
					/>
					<Notice tone="info" title="The old token is not revoked by this">
						If it still works, revoke it at {provider.label} after the new one is in place.
					</Notice>
					<ManualTokenForm
						provider={provider}
						reconnectId={connection.id}
						submitLabel="Try the token and reconnect"
						onDone={() => {
							setOpen(false);
							notify({ tone: "ok", title: "Reconnected", text: `${provider.label} accepted the new token.` });
						}}
					/>
				</div>
			</DialogContent>
		</Dialog>
	);
}
