"use client";
import { FactList } from "@/components/tenants/fact-list";
import { secondsUntil } from "@/components/tenants/progress-words";
import { useSecond } from "@/components/tenants/use-second";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { durationWords } from "@/lib/shared/amount-words";
import type { ConnectionDetail, ProviderInfo, Revocation } from "@/lib/shared/connections";
import { DeleteData } from "./delete-data";
import { ForgetAnyway } from "./forget-anyway";
import { RevokeSteps } from "./revoke-steps";
import { outcomeWords, REVOKE_WORDS } from "./revoke-words";
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
							title={REVOKE_WORDS.atProvider(provider.label)}
							steps={provider.revokeSteps}
							portalUrl={provider.portalUrl}
							providerLabel={provider.label}
						/>
					</div>
				)}
			</Notice>
			<Panel title={over ? REVOKE_WORDS.whatHappened : REVOKE_WORDS.whatIsHappening} flush>
				<RevokeSteps steps={revocation.steps} />
			</Panel>
			<Panel title={over ? REVOKE_WORDS.evidence : REVOKE_WORDS.soFar} flush>
				<FactList
					facts={[
						{
							name: REVOKE_WORDS.askedFor,
							value: (
								<>
									<Instant at={revocation.requestedAt} /> {REVOKE_WORDS.by(revocation.requestedBy)}
								</>
							),
						},
						{
							name: REVOKE_WORDS.tries,
							value: (
								<span className="num">
									{revocation.attempts === 0 ? REVOKE_WORDS.noneYet : REVOKE_WORDS.triesMade(revocation.attempts)}
								</span>
							),
						},
						...(over
							? [{ name: REVOKE_WORDS.finished, value: <Instant at={revocation.finishedAt} /> }]
							: [{ name: REVOKE_WORDS.nextTry, value: <NextTry at={revocation.nextTryAt} /> }]),
						{
							name: REVOKE_WORDS.secretHere,
							value: connection.credential === null ? REVOKE_WORDS.destroyed : REVOKE_WORDS.secretKept,
						},
						{
							name: REVOKE_WORDS.mirroredData,
							value: revocation.deleteData
								? over
									? REVOKE_WORDS.dataDeleted
									: REVOKE_WORDS.willBeDeleted
								: REVOKE_WORDS.kept,
						},
						{
							name: REVOKE_WORDS.record,
							value: <span className="text-n11">{REVOKE_WORDS.recordText(connection.id)}</span>,
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
	if (at === null) return <>{REVOKE_WORDS.beingMadeNow}</>;
	const seconds = secondsUntil(at, now);
	if (seconds <= 0) return <>{REVOKE_WORDS.now}</>;
	return (
		<>
			<Instant at={at} />{" "}
			<span className="num text-n10">{REVOKE_WORDS.inSeconds(durationWords(Math.ceil(seconds)))}</span>
		</>
	);
}
