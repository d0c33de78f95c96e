import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import type { ConnectionSummary, ProviderInfo } from "@/lib/shared/connections";
import { CONNECT_WORDS } from "./connect-words";

type Method = ConnectionSummary["method"];

interface MethodChoiceProps {
	provider: ProviderInfo;
	chosen: Method;
}

/** The two ways to connect, as links: the choice is in the address. */
export function MethodChoice({ provider, chosen }: MethodChoiceProps) {
	const options: { method: Method; label: string; hint: string }[] = [
		{
			method: "oauth",
			label: CONNECT_WORDS.signInAt(provider.label),
			hint: provider.oauth.configured ? CONNECT_WORDS.signInHint : CONNECT_WORDS.notSetUp,
		},
		{ method: "manual", label: CONNECT_WORDS.manualToken, hint: CONNECT_WORDS.manualTokenHint },
	];
	return (
		<ul aria-label={CONNECT_WORDS.wayToConnect} className="mb-4 grid max-w-3xl gap-2 sm:grid-cols-2">
			{options.map(({ method, label, hint }) => (
				<li key={method}>
					<Link
						href={`/connections/new?provider=${encodeURIComponent(provider.id)}&method=${method}`}
						aria-current={method === chosen ? "true" : undefined}
						scroll={false}
						className={classNames(
							"block h-full rounded-md border px-3 py-2",
							method === chosen ? "border-accent bg-accent-soft" : "border-n7 hover:bg-n2",
						)}
					>
						<span className="block font-semibold">{label}</span>
						<span className="block text-n11 text-sm">{hint}</span>
					</Link>
				</li>
			))}
		</ul>
	);
}
