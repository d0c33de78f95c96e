import "server-only";
import type { Provider } from "@/lib/providers/provider";
import { ConnectProblem } from "./connect-problem";

/** Throws missing_scope naming the permissions that were not granted. An empty list means: the provider does not tell. */
export function assertRequiredScopes(provider: Provider, scopes: readonly string[]): void {
	if (scopes.length === 0) return;
	const missing = provider.scopes.filter((scope) => scope.required && !scopes.includes(scope.id));
	// offline_access is a wish for a refresh token, not a permission that calls would miss.
	const needed = missing.filter((scope) => scope.id !== "offline_access");
	if (needed.length === 0) return;
	throw new ConnectProblem(
		"missing_scope",
		`${provider.label} did not grant: ${needed.map((scope) => scope.label).join(", ")}. Without it no reservations can be read. Start again and allow it.`,
		{ detail: needed.map((scope) => scope.id).join(" ") },
	);
}
