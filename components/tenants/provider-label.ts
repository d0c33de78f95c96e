import type { ProviderInfo } from "@/lib/shared/connections";

/** A provider's own name. An id that no registry line names any more is shown as it is. */
export function providerLabel(providers: readonly ProviderInfo[], id: string): string {
	return providers.find((provider) => provider.id === id)?.label ?? id;
}
