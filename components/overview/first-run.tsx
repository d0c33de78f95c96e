import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

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
			title="Connect your first account"
			action={
				mayConnect ? (
					<ButtonLink href="/connections/new" variant="primary">
						Connect an account
					</ButtonLink>
				) : undefined
			}
		>
			<p>
				Arrivals, guests in house and departures of all your tenants stand here once a {providers.join(" or ")} account
				is connected. The first reservations arrive within seconds.
			</p>
			{!mayConnect && (
				<p className="mt-2">Your role may not connect accounts. Ask an owner or admin of this installation.</p>
			)}
			{demo && (
				<p className="mt-2">
					This installation runs as a demo: both providers are played by a sandbox on this machine, so connecting is
					safe and shows made-up guests.
				</p>
			)}
		</EmptyState>
	);
}
