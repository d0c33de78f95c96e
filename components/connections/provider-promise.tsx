import { Icon } from "@/components/ui/icon";
import type { ProviderInfo } from "@/lib/shared/connections";
import { CONNECT_WORDS } from "./connect-words";

/** What connecting means, before anybody leaves for the consent page: what is read, what is never done. */
export function ProviderPromise({ provider }: { provider: ProviderInfo }) {
	return (
		<div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
			<div>
				<h3 className="mb-1 font-semibold">{CONNECT_WORDS.whatRezdeckReads}</h3>
				<ul className="space-y-1">
					{provider.reads.map((sentence) => (
						<li key={sentence} className="flex items-start gap-2">
							<Icon name="eye" className="mt-0.5 size-4 shrink-0 text-n10" />
							<span>{sentence}</span>
						</li>
					))}
				</ul>
			</div>
			<div>
				<h3 className="mb-1 font-semibold">{CONNECT_WORDS.whatItNeverDoes}</h3>
				<ul className="space-y-1">
					{provider.never.map((sentence) => (
						<li key={sentence} className="flex items-start gap-2">
							<Icon name="ban" className="mt-0.5 size-4 shrink-0 text-n10" />
							<span>{sentence}</span>
						</li>
					))}
				</ul>
			</div>
		</div>
	);
}
