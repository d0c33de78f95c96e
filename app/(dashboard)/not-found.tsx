import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata = { title: "Not found" };

export default function DashboardNotFound() {
	return (
		<>
			<h1 className="mb-4 font-semibold text-xl">Not found</h1>
			<EmptyState
				title="There is nothing under this address"
				action={
					<>
						<ButtonLink href="/reservations">Reservations</ButtonLink>
						<ButtonLink href="/tenants">Tenants</ButtonLink>
					</>
				}
			>
				It was removed, the address is wrong, or you may not see it.
			</EmptyState>
		</>
	);
}
