import { StandalonePage } from "@/components/shell/standalone-page";
import { ButtonLink } from "@/components/ui/button";
import { ROOT_WORDS } from "./root-words";

export const metadata = { title: ROOT_WORDS.notFound };

export default function NotFound() {
	return (
		<StandalonePage
			title={ROOT_WORDS.noSuchPage}
			actions={
				<>
					<ButtonLink href="/reservations">{ROOT_WORDS.reservations}</ButtonLink>
					<ButtonLink href="/" variant="primary">
						{ROOT_WORDS.goToToday}
					</ButtonLink>
				</>
			}
		>
			{ROOT_WORDS.noSuchPageText}
		</StandalonePage>
	);
}
