import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ConnectProblem } from "@/lib/shared/connect-problems";
import type { ConnectionSummary, ProviderInfo } from "@/lib/shared/connections";
import { CONNECT_WORDS } from "./connect-words";
import { ManualStart } from "./manual-start";
import { MethodChoice } from "./method-choice";
import { OAuthStart } from "./oauth-start";
import { ProviderChoice } from "./provider-choice";
import { WizardStep } from "./wizard-step";

interface ConnectWizardProps {
	providers: readonly ProviderInfo[];
	/** The provider chosen in the address; null before. */
	provider: ProviderInfo | null;
	method: ConnectionSummary["method"];
	/** Why the last attempt came to nothing. `said` is the provider's own wording, shortened, shown as text only. */
	problem: (ConnectProblem & { code: string; said: string | null }) | null;
}

/** Choose, understand and prepare, come back and pick tenants: three steps on one page. */
export function ConnectWizard({ providers, provider, method, problem }: ConnectWizardProps) {
	return (
		<>
			{problem !== null && (
				<Notice
					tone={problem.code === "denied" || problem.code === "expired" ? "warn" : "bad"}
					live="polite"
					className="mb-6 max-w-3xl"
					title={problem.title}
					action={
						problem.code === "already_connected" || problem.code === "replayed" ? (
							<ButtonLink size="sm" href="/connections">
								{CONNECT_WORDS.seeConnections}
							</ButtonLink>
						) : undefined
					}
				>
					<p>{problem.text}</p>
					{problem.said !== null && (
						<p className="mt-1">
							{CONNECT_WORDS.theProvidersOwnWords} <q className="foreign-text">{problem.said}</q>
						</p>
					)}
					<p className="mt-1 font-medium text-n12">{problem.next}</p>
				</Notice>
			)}
			<ol>
				<WizardStep number={1} title={CONNECT_WORDS.providerStep} state={provider === null ? "current" : "done"}>
					<ProviderChoice providers={providers} chosen={provider?.id ?? null} />
				</WizardStep>
				<WizardStep number={2} title={CONNECT_WORDS.prepareStep} state={provider === null ? "later" : "current"}>
					{provider === null ? (
						<p className="text-n11">{CONNECT_WORDS.prepareStepText}</p>
					) : (
						<>
							<MethodChoice provider={provider} chosen={method} />
							{method === "oauth" ? (
								<OAuthStart key={provider.id} provider={provider} />
							) : (
								<ManualStart key={provider.id} provider={provider} />
							)}
						</>
					)}
				</WizardStep>
				<WizardStep number={3} title={CONNECT_WORDS.pickStep} state="later">
					<p className="max-w-prose text-n11">{CONNECT_WORDS.pickStepText}</p>
				</WizardStep>
			</ol>
		</>
	);
}
