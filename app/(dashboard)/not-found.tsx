import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PAGE_WORDS } from "./page-words";

export const metadata = { title: PAGE_WORDS.notFound };

export default function DashboardNotFound() {
	return (
		<>
			<h1 className="mb-4 font-semibold text-xl">{PAGE_WORDS.notFound}</h1>
			<EmptyState
				title={PAGE_WORDS.nothingHere}
				action={
					<>
						<ButtonLink href="/reservations">{PAGE_WORDS.reservations}</ButtonLink>
						<ButtonLink href="/tenants">{PAGE_WORDS.tenants}</ButtonLink>
					</>
				}
			>
				{PAGE_WORDS.nothingHereText}
			</EmptyState>
		</>
	);
}
