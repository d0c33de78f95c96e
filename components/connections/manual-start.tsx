"use client";
import { useRouter } from "next/navigation";
import { Notice } from "@/components/ui/notice";
import type { ProviderInfo } from "@/lib/shared/connections";
import { ManualTokenForm } from "./manual-token-form";
import { ProviderPromise } from "./provider-promise";
import { VendorSteps } from "./vendor-steps";

/** Step two by manual token: where the token is made, what to watch for, and the field to paste it into. */
export function ManualStart({ provider }: { provider: ProviderInfo }) {
	const router = useRouter();
	return (
		<div className="flex max-w-3xl flex-col gap-5">
			<ProviderPromise provider={provider} />
			<div className="rounded-md border border-n6 px-3 py-3">
				<VendorSteps
					title="Where the token is made"
					steps={provider.manual.steps}
					portalUrl={provider.portalUrl}
					providerLabel={provider.label}
				/>
			</div>
			{provider.manual.warning !== null && <Notice tone="warn" title={provider.manual.warning} />}
			{!provider.remoteRevoke.manual && (
				<Notice tone="info" title={`${provider.label} cannot be told to revoke a manual token`}>
					When you end this connection, Rezdeck destroys its copy. The token itself must then be revoked at{" "}
					{provider.label}; the steps will be shown.
				</Notice>
			)}
			<ManualTokenForm
				provider={provider}
				submitLabel="Try the token and connect"
				onDone={(connection) => router.push(`/connections/${connection.id}?connected=1`)}
			/>
		</div>
	);
}
