import { Ban, Eye } from "lucide-react";
import type { ProviderInfo } from "@/lib/shared/connections";

/** What connecting means, before anybody leaves for the consent page: what is read, what is never done. */
export function ProviderPromise({ provider }: { provider: ProviderInfo }) {
	return (
		<div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
			<div>
				<h3 className="mb-1 font-semibold">What Rezdeck reads</h3>
				<ul className="space-y-1">
					{provider.reads.map((sentence) => (
						<li key={sentence} className="flex items-start gap-2">
							<Eye aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-n10" />
							<span>{sentence}</span>
						</li>
					))}
				</ul>
			</div>
			<div>
				<h3 className="mb-1 font-semibold">What it never does</h3>
				<ul className="space-y-1">
					{provider.never.map((sentence) => (
						<li key={sentence} className="flex items-start gap-2">
							<Ban aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-n10" />
							<span>{sentence}</span>
						</li>
					))}
				</ul>
			</div>
		</div>
	);
}
