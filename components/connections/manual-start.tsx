"use client";
import { useRouter } from "next/navigation";
import { Notice } from "@/components/ui/notice";
import type { ProviderInfo } from "@/lib/shared/connections";
import { CONNECT_WORDS } from "./connect-words";
import { ManualTokenForm } from "./manual-token-form";
import { ProviderPromise } from "./provider-promise";
import { VendorSteps } from "./vendor-steps";

/** Step two by manual token: where the token is made, what to watch for, and the field to paste it into. */
export function ManualStart({ provider }: { provider: ProviderInfo }) {
	const router = useRouter();
	return (
		<div className="grid max-w-5xl items-start gap-x-10 gap-y-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
			<div className="flex min-w-0 flex-col gap-5 max-lg:order-2">
				<ProviderPromise provider={provider} />
				{provider.manual.warning !== null && <Notice tone="warn" title={provider.manual.warning} />}
				<ManualTokenForm
					provider={provider}
					submitLabel={CONNECT_WORDS.tryTheTokenAndConnect}
					onDone={(connection) => router.push(`/connections/${connection.id}?connected=1`)}
				/>
			</div>
			<div className="flex min-w-0 flex-col gap-4 rounded-md border border-n6 bg-n2 px-4 py-3">
				<VendorSteps
					title={CONNECT_WORDS.whereTheTokenIsMade}
					steps={provider.manual.steps}
					portalUrl={provider.portalUrl}
					providerLabel={provider.label}
				/>
				{!provider.remoteRevoke.manual && (
					<div className="border-n6 border-t pt-3">
						<h3 className="mb-1 font-semibold">{CONNECT_WORDS.howItEnds}</h3>
						<p className="text-n11 text-sm">{CONNECT_WORDS.howItEndsText(provider.label)}</p>
					</div>
				)}
			</div>
		</div>
	);
}
