import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { ProviderInfo } from "@/lib/shared/connections";
import { CONNECT_WORDS } from "./connect-words";

interface ProviderChoiceProps {
	providers: readonly ProviderInfo[];
	chosen: string | null;
}

/** Step one: links, so that the choice is in the address and works without scripts. */
export function ProviderChoice({ providers, chosen }: ProviderChoiceProps) {
	return (
		<ul className="grid max-w-3xl gap-2 sm:grid-cols-2">
			{providers.map((provider) => (
				<li key={provider.id}>
					<Link
						href={`/connections/new?provider=${encodeURIComponent(provider.id)}`}
						aria-current={provider.id === chosen ? "true" : undefined}
						scroll={false}
						className={classNames(
							"flex h-full min-h-11 items-center gap-3 rounded-md border px-3 py-2.5",
							provider.id === chosen ? "border-accent bg-accent-soft" : "border-n7 hover:bg-n2",
						)}
					>
						<ProviderMark id={provider.id} className="size-6" />
						<span className="min-w-0">
							<span className="block font-semibold">{provider.label}</span>
							<span className="block text-n11 text-sm">
								{provider.oauth.configured ? CONNECT_WORDS.signInOrToken : CONNECT_WORDS.tokenOnly}
							</span>
						</span>
					</Link>
				</li>
			))}
		</ul>
	);
}
