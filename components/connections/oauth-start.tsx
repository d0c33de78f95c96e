import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyText } from "@/components/ui/copy-text";
import { Notice } from "@/components/ui/notice";
import type { ProviderInfo } from "@/lib/shared/connections";
import { ProviderPromise } from "./provider-promise";
import { VendorSteps } from "./vendor-steps";

/** Step two by OAuth: understand, choose permissions, leave for the consent page. A plain form post; no script is needed. */
export function OAuthStart({ provider }: { provider: ProviderInfo }) {
	const { configured, missing, redirectUri } = provider.oauth;
	return (
		<div className="flex max-w-5xl flex-col gap-5">
			{!configured && (
				<Notice tone="warn" title={`Sign-in at ${provider.label} is not set up on this installation`}>
					<p>
						The person who runs Rezdeck must set{" "}
						{missing.map((name, index) => (
							<span key={name}>
								{index > 0 && (index === missing.length - 1 ? " and " : ", ")}
								<code className="font-mono">{name}</code>
							</span>
						))}{" "}
						and start it again. The steps below say where these values come from. Until then, connect with a manual
						token.
					</p>
				</Notice>
			)}
			<div className="grid items-start gap-x-10 gap-y-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
				<div className="flex min-w-0 flex-col gap-5">
					<ProviderPromise provider={provider} />
					<form
						method="post"
						action={`/oauth/${encodeURIComponent(provider.id)}/start`}
						className="flex flex-col gap-5"
					>
						<Scopes provider={provider} />
						{provider.multiTenant && (
							<fieldset>
								<legend className="mb-1 font-semibold">Tenants</legend>
								<Checkbox
									name="multiTenant"
									value="true"
									defaultChecked
									label="Let me pick several tenants"
									hint={`One consent can reach several businesses of the same customer. ${provider.label}'s page then asks which ones. Unticked, it asks for exactly one.`}
								/>
							</fieldset>
						)}
						<div className="flex flex-wrap items-center gap-x-3 gap-y-2">
							<Button type="submit" variant="primary" disabled={!configured}>
								Continue to {provider.label}
							</Button>
							<span className="flex-[1_1_14rem] text-n11 text-sm">
								You leave Rezdeck and come back by yourself. There are 10 minutes for it.
							</span>
						</div>
					</form>
				</div>
				<div className="flex min-w-0 flex-col gap-4 rounded-md border border-n6 bg-n2 px-4 py-3">
					<VendorSteps
						title={`What happens at ${provider.label}`}
						steps={provider.oauthSteps}
						portalUrl={provider.portalUrl}
						providerLabel={provider.label}
					/>
					<div className="border-n6 border-t pt-3">
						<h3 className="mb-1 font-semibold">What must be set up there, once</h3>
						<p className="text-n11 text-sm">
							Rezdeck is registered at {provider.label} as an application with exactly this redirect URI.{" "}
							{provider.label} gives a client id and a client secret for it; they belong in Rezdeck's environment and
							nowhere else.
						</p>
						<div className="mt-2">
							<CopyText text={redirectUri} label="Redirect URI" />
						</div>
					</div>
				</div>
			</div>
		</div>
	);
}

function Scopes({ provider }: { provider: ProviderInfo }) {
	if (provider.scopes.length === 0) {
		return (
			<div>
				<h3 className="mb-1 font-semibold">Permissions</h3>
				<p className="text-n11">
					{provider.label} fixes the permissions on the registered application, so there is nothing to choose here.
					Register it as read only.
				</p>
			</div>
		);
	}
	return (
		<fieldset>
			<legend className="mb-1 font-semibold">Permissions to ask for</legend>
			{provider.scopes.map((scope) => (
				<div key={scope.id}>
					{/* A disabled box is not sent: the hidden field asks for what is needed. */}
					{scope.required && <input type="hidden" name="scopes" value={scope.id} />}
					<Checkbox
						{...(scope.required ? { disabled: true, defaultChecked: true } : { name: "scopes", value: scope.id })}
						label={
							<>
								{scope.label} <code className="font-mono text-n10 text-sm">{scope.id}</code>
							</>
						}
						hint={scope.required ? "Needed." : "Optional, and not used today. Rezdeck asks for no more than it needs."}
					/>
				</div>
			))}
		</fieldset>
	);
}
