import type { Metadata } from "next";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { ConnectWizard } from "@/components/connections/connect-wizard";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { type Actor, can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { getConnectProblem } from "@/lib/connections/complete-connect";
import { listProviders } from "@/lib/connections/providers";
import { connectProblem } from "@/lib/shared/connect-problems";
import type { ProviderInfo } from "@/lib/shared/connections";

export const metadata: Metadata = { title: PAGE_WORDS.connectAnAccount };

type Search = Record<string, string | string[] | undefined>;

export default async function ConnectPage({ searchParams }: { searchParams: Promise<Search> }) {
	const actor = await requireActor();
	const search = await searchParams;
	const header = (
		<PageHeader title={PAGE_WORDS.connectAnAccount} back={{ href: "/connections", label: PAGE_WORDS.connections }} />
	);
	if (!can(actor, "connections.connect")) {
		return (
			<>
				{header}
				<Notice tone="warn" title={PAGE_WORDS.mayNotConnect(actor.role)}>
					{PAGE_WORDS.mayNotConnectText}
				</Notice>
			</>
		);
	}
	const providers = listProviders(actor);
	const provider = providers.find(({ id }) => id === search.provider) ?? null;
	return (
		<>
			{header}
			{typeof search.provider === "string" && provider === null && (
				<Notice
					tone="warn"
					className="mb-4 max-w-3xl"
					title={PAGE_WORDS.unknownProvider}
					action={
						<ButtonLink size="sm" href="/connections/new">
							{PAGE_WORDS.startOver}
						</ButtonLink>
					}
				>
					{PAGE_WORDS.unknownProviderText}
				</Notice>
			)}
			<ConnectWizard
				providers={providers}
				provider={provider}
				method={methodOf(search, provider)}
				problem={await problemOf(actor, search, provider)}
			/>
		</>
	);
}

/** As chosen in the address; else sign-in at the provider where it is set up. */
function methodOf(search: Search, provider: ProviderInfo | null): "oauth" | "manual" {
	if (search.method === "oauth" || search.method === "manual") return search.method;
	return provider === null || provider.oauth.configured || search.problem === "not_configured" ? "oauth" : "manual";
}

/** The words for the code in the address; the provider's own words come from the attempt row, never from the address. */
async function problemOf(actor: Actor, search: Search, provider: ProviderInfo | null) {
	if (typeof search.problem !== "string") return null;
	const attempt = typeof search.attempt === "string" ? await getConnectProblem(actor, search.attempt) : null;
	const said = attempt?.problem === search.problem ? attempt.detail : null;
	return { ...connectProblem(search.problem, provider?.label ?? PAGE_WORDS.theProvider), said };
}
