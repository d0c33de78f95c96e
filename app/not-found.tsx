import { StandalonePage } from "@/components/shell/standalone-page";
import { ButtonLink } from "@/components/ui/button";

export const metadata = { title: "Not found" };

export default function NotFound() {
	return (
		<StandalonePage
			title="There is no such page"
			actions={
				<>
					<ButtonLink href="/reservations">Reservations</ButtonLink>
					<ButtonLink href="/" variant="primary">
						Go to Today
					</ButtonLink>
				</>
			}
		>
			The address is wrong, or what it pointed to is not here any more, or you may not see it.
		</StandalonePage>
	);
}
