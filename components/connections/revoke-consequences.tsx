import { Icon } from "@/components/ui/icon";
import type { ConnectionDetail, ProviderInfo } from "@/lib/shared/connections";
import { consequences, REVOKE_WORDS } from "./revoke-words";

interface RevokeConsequencesProps {
	connection: ConnectionDetail;
	provider: ProviderInfo;
}

export function RevokeConsequences({ connection, provider }: RevokeConsequencesProps) {
	const { stops, stays, final } = consequences(connection, provider);
	const columns = [
		{ title: REVOKE_WORDS.whatStops, items: stops, icon: "circle-slash" },
		{ title: REVOKE_WORDS.whatStays, items: stays, icon: "check" },
		{ title: REVOKE_WORDS.whatCannotBeUndone, items: final, icon: "minus" },
	] as const;
	return (
		<div className="grid gap-x-8 gap-y-5 md:grid-cols-3">
			{columns.map(({ title, items, icon }) => (
				<section key={title}>
					<h2 className="mb-1.5 border-n6 border-b pb-1 font-semibold">{title}</h2>
					<ul className="space-y-1.5">
						{items.map((item) => (
							<li key={item} className="flex items-start gap-2">
								<Icon name={icon} className="mt-0.5 size-4 shrink-0 text-n10" />
								<span>{item}</span>
							</li>
						))}
					</ul>
				</section>
			))}
		</div>
	);
}
