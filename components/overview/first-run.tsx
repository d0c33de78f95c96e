import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FIRST_RUN_WORDS } from "./first-run-words";

interface FirstRunProps {
	/** Names of the providers that can be connected. */
	providers: readonly string[];
	demo: boolean;
	mayConnect: boolean;
}

/** Nothing is connected: what this page will show, and the one thing to do. */
export function FirstRun({ providers, demo, mayConnect }: FirstRunProps) {
	return (
		<EmptyState
			title={FIRST_RUN_WORDS.title}
			action={
				mayConnect ? (
					<ButtonLink href="/connections/new" variant="primary">
						{FIRST_RUN_WORDS.connectAnAccount}
					</ButtonLink>
				) : undefined
			}
		>
			<p>{FIRST_RUN_WORDS.text(providers.join(FIRST_RUN_WORDS.or))}</p>
			{!mayConnect && <p className="mt-2">{FIRST_RUN_WORDS.notYourRole}</p>}
			{demo && <p className="mt-2">{FIRST_RUN_WORDS.demo}</p>}
		</EmptyState>
	);
}
