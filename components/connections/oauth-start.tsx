import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyText } from "@/components/ui/copy-text";
import { filled } from "@/components/ui/filled";
import { Notice } from "@/components/ui/notice";
import type { ProviderInfo } from "@/lib/shared/connections";
import { CONNECT_WORDS } from "./connect-words";
import { ProviderPromise } from "./provider-promise";
import { VendorSteps } from "./vendor-steps";

/** Step two by OAuth: understand, choose permissions, leave for the consent page. A plain form post; no script is needed. */
export function OAuthStart({ provider }: { provider: ProviderInfo }) {
	const { configured, missing, redirectUri } = provider.oauth;
	return (
		<div className="flex max-w-5xl flex-col gap-5">
			{!configured && (
				<Notice tone="warn" title={CONNECT_WORDS.notSetUpTitle(provider.label)}>
					<p>
						{filled(CONNECT_WORDS.mustSet, {
							settings: missing.map((name, index) => (
								<span key={name}>
									{index > 0 && (index === missing.length - 1 ? CONNECT_WORDS.and : ", ")}
									<code className="font-mono">{name}</code>
								</span>
							)),
						})}
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
								<legend className="mb-1 font-semibold">{CONNECT_WORDS.tenants}</legend>
								<Checkbox
									name="multiTenant"
									value="true"
									defaultChecked
									label={CONNECT_WORDS.pickSeveral}
									hint={CONNECT_WORDS.pickSeveralHint(provider.label)}
								/>
							</fieldset>
						)}
						<div className="flex flex-wrap items-center gap-x-3 gap-y-2">
							<Button type="submit" variant="primary" disabled={!configured}>
								{CONNECT_WORDS.continueTo(provider.label)}
							</Button>
							<span className="flex-[1_1_14rem] text-n11 text-sm">{CONNECT_WORDS.youComeBack}</span>
						</div>
					</form>
				</div>
				<div className="flex min-w-0 flex-col gap-4 rounded-md border border-n6 bg-n2 px-4 py-3">
					<VendorSteps
						title={CONNECT_WORDS.whatHappensAt(provider.label)}
						steps={provider.oauthSteps}
						portalUrl={provider.portalUrl}
						providerLabel={provider.label}
					/>
					<div className="border-n6 border-t pt-3">
						<h3 className="mb-1 font-semibold">{CONNECT_WORDS.setUpOnce}</h3>
						<p className="text-n11 text-sm">{CONNECT_WORDS.registered(provider.label)}</p>
						<div className="mt-2">
							<CopyText text={redirectUri} label={CONNECT_WORDS.redirectUri} />
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
				<h3 className="mb-1 font-semibold">{CONNECT_WORDS.permissions}</h3>
				<p className="text-n11">{CONNECT_WORDS.permissionsFixed(provider.label)}</p>
			</div>
		);
	}
	return (
		<fieldset>
			<legend className="mb-1 font-semibold">{CONNECT_WORDS.permissionsToAskFor}</legend>
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
						hint={scope.required ? CONNECT_WORDS.needed : CONNECT_WORDS.optional}
					/>
				</div>
			))}
		</fieldset>
	);
}
