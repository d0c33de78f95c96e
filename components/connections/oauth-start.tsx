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
		<div className="flex max-w-3xl flex-col gap-5">
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
			<ProviderPromise provider={provider} />
			<div className="rounded-md border border-n6 px-3 py-3">
				<VendorSteps
					title={`Once per installation, at ${provider.label}`}
					steps={provider.oauthSteps}
					portalUrl={provider.portalUrl}
					providerLabel={provider.label}
				/>
				<div className="mt-3 flex flex-col items-start gap-1">
					<span className="font-medium text-sm">Redirect URI to register there, letter for letter</span>
					<CopyText text={redirectUri} label="Redirect URI" />
				</div>
			</div>
			<form method="post" action={`/oauth/${encodeURIComponent(provider.id)}/start`} className="flex flex-col gap-4">
				<Scopes provider={provider} />
				{provider.multiTenant && (
					<fieldset>
						<legend className="mb-1 font-medium">Tenants</legend>
						<Checkbox
							name="multiTenant"
							value="true"
							defaultChecked
							label="Let me pick several tenants"
							hint={`One consent can reach several businesses of the same customer. ${provider.label}'s page then asks which ones. Unticked, it asks for exactly one.`}
						/>
					</fieldset>
				)}
				<div className="flex flex-wrap items-center gap-3">
					<Button type="submit" variant="primary" disabled={!configured}>
						Continue to {provider.label}
					</Button>
					<span className="text-n11 text-sm">
						You leave Rezdeck, sign in there, and come back by yourself. There are 10 minutes for it.
					</span>
				</div>
			</form>
		</div>
	);
}

function Scopes({ provider }: { provider: ProviderInfo }) {
	if (provider.scopes.length === 0) {
		return (
			<div>
				<h3 className="font-medium">Permissions</h3>
				<p className="text-n11">
					{provider.label} fixes the permissions on the registered application, so there is nothing to choose here.
					Register it as read only.
				</p>
			</div>
		);
	}
	return (
		<fieldset>
			<legend className="mb-1 font-medium">Permissions to ask for</legend>
			{provider.scopes.map((scope) => (
				<div key={scope.id}>
					{/* A disabled box is not sent: the hidden field asks for what is needed. */}
					{scope.required && <input type="hidden" name="scopes" value={scope.id} />}
					<Checkbox
						{...(scope.required ? { disabled: true } : { name: "scopes", value: scope.id })}
						defaultChecked
						label={
							<>
								{scope.label} <code className="font-mono text-n10 text-sm">{scope.id}</code>
							</>
						}
						hint={scope.required ? "Needed." : "Optional. Untick it if the customer does not want it."}
					/>
				</div>
			))}
		</fieldset>
	);
}
