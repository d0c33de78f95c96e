import { Icon } from "@/components/ui/icon";
import { TOKEN_WORDS } from "./token-words";

interface VendorStepsProps {
	title: string;
	steps: readonly string[];
	/** Where the steps are done. */
	portalUrl: string;
	providerLabel: string;
	level?: 2 | 3;
}

/** Steps that a person takes at the provider, with the way there. */
export function VendorSteps({ title, steps, portalUrl, providerLabel, level = 3 }: VendorStepsProps) {
	const Heading = level === 2 ? "h2" : "h3";
	return (
		<div>
			<Heading className="mb-1 font-semibold">{title}</Heading>
			<ol className="list-decimal space-y-1 pl-5">
				{steps.map((step) => (
					<li key={step} className="foreign-text">
						{step}
					</li>
				))}
			</ol>
			<p className="mt-2">
				<a className="link inline-flex items-center gap-1" href={portalUrl} target="_blank" rel="noreferrer noopener">
					{TOKEN_WORDS.openProvider(providerLabel)}
					<Icon name="external-link" className="size-3.5" />
					<span className="sr-only"> {TOKEN_WORDS.inANewTab}</span>
				</a>
			</p>
		</div>
	);
}
