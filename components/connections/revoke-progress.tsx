"use client";
import { FactList } from "@/components/tenants/fact-list";
import { secondsUntil } from "@/components/tenants/progress-words";
import { useSecond } from "@/components/tenants/use-second";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { countWords, durationWords } from "@/lib/shared/amount-words";
import type { ConnectionDetail, ProviderInfo, Revocation } from "@/lib/shared/connections";
import { DeleteData } from "./delete-data";
import { ForgetAnyway } from "./forget-anyway";
import { RevokeSteps } from "./revoke-steps";
import { outcomeWords } from "./revoke-words";
import { VendorSteps } from "./vendor-steps";

interface RevokeProgressProps {
	connection: ConnectionDetail;
	revocation: Revocation;
	provider: ProviderInfo;
	mayRevoke: boolean;
}

/** While it happens and afterwards: the steps, then the outcome and the evidence for it. */
export function RevokeProgress({ connection, revocation, provider, mayRevoke }: RevokeProgressProps) {
	const over = revocation.finishedAt !== null;
	const words = outcomeWords(revocation, provider.label);
	// The first tries need no way out yet; offering one would invite haste.
	const stuck = !over && (revocation.outcome === "still_alive" || revocation.attempts > 1);
	return (
		<div className="flex max-w-3xl flex-col gap-4">
			<Notice
				tone={words.tone}
				live={revocation.outcome === "still_alive" ? "assertive" : "polite"}
				title={words.title}
				action={
					stuck && mayRevoke ? (
						<ForgetAnyway connection={connection} provider={provider} deleteData={revocation.deleteData} />
					) : undefined
				}
			>
				<p>{words.text}</p>
				{words.vendorSteps && (
					<div className="mt-2 text-n12">
						<VendorSteps
							title={`At ${provider.label}`}
							steps={provider.revokeSteps}
							portalUrl={provider.portalUrl}
							providerLabel={provider.label}
						/>
					</div>
				)}
			</Notice>
			<Panel title={over ? "What happened" : "What is happening"} flush>
				<RevokeSteps steps={revocation.steps} />
			</Panel>
			<Panel title={over ? "Evidence" : "So far"} flush>
				<FactList
					facts={[
						{
							name: "Asked for",
							value: (
								<>
									<Instant at={revocation.requestedAt} /> by {revocation.requestedBy}
								</>
							),
						},
						{
							name: "Tries",
							value: (
								<span className="num">
									{revocation.attempts === 0 ? "none yet" : countWords(revocation.attempts, "try", "tries")}
								</span>
							),
						},
						...(over
							? [{ name: "Finished", value: <Instant at={revocation.finishedAt} /> }]
							: [{ name: "Next try", value: <NextTry at={revocation.nextTryAt} /> }]),
						{
							name: "Secret here",
							value: connection.credential === null ? "destroyed" : "kept, sealed, only to tell and to prove",
						},
						{
							name: "Mirrored data",
							value: revocation.deleteData ? (over ? "deleted" : "will be deleted") : "kept",
						},
						{
							name: "Record",
							value: <span className="text-n11">in the audit trail under this connection's id, {connection.id}</span>,
						},
					]}
				/>
			</Panel>
			{over && mayRevoke && <DeleteData connection={connection} />}
		</div>
	);
}

function NextTry({ at }: { at: string | null }) {
	const now = useSecond(at !== null);
	if (at === null) return <>being made now</>;
	const seconds = secondsUntil(at, now);
	if (seconds <= 0) return <>now</>;
	return (
		<>
			<Instant at={at} /> <span className="num text-n10">(in {durationWords(Math.ceil(seconds))})</span>
		</>
	);
}
