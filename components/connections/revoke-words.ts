/** What a revocation will do and what it did, in words. Pure. */
import { countWords } from "@/lib/shared/amount-words";
import type { ConnectionDetail, ProviderInfo, Revocation } from "@/lib/shared/connections";

interface OutcomeWords {
	tone: "ok" | "info" | "warn" | "bad";
	title: string;
	text: string;
	/** Whether a person must still revoke at the provider: then its own steps are shown. */
	vendorSteps: boolean;
}

/** @param label the provider's name */
export function outcomeWords(
	{ outcome, attempts }: Pick<Revocation, "outcome" | "attempts">,
	label: string,
): OutcomeWords {
	switch (outcome) {
		case "proven":
			return {
				tone: "ok",
				title: `Revoked at ${label} and proven dead`,
				text: `${label} confirmed it, a request with the old token was refused, and the secret is destroyed. Nothing is left to do.`,
				vendorSteps: false,
			};
		case "accepted":
			return {
				tone: "ok",
				title: `Revoked at ${label}`,
				text: `${label} confirmed it and the secret is destroyed. A proof with the old token was not possible.`,
				vendorSteps: false,
			};
		case "local_only":
			return {
				tone: "warn",
				title: "Removed here only",
				text: `Rezdeck destroyed its copy, but ${label} did not revoke the access. It may still work for whoever else has the token. Somebody must revoke it there:`,
				vendorSteps: true,
			};
		case "still_alive":
			return {
				tone: "bad",
				title: `${label} still accepts the old token`,
				text: `${label} confirmed the revocation, but a request with the old token still works. Rezdeck does not use it any more and goes on telling ${label}. Revoke it there by hand now, and tell ${label}'s support:`,
				vendorSteps: true,
			};
		case "pending":
			return attempts > 1
				? {
						tone: "warn",
						title: `${label} has not confirmed yet`,
						text: `Rezdeck does not use the token any more and goes on telling ${label} until it confirms. You can leave this page.`,
						vendorSteps: false,
					}
				: {
						tone: "info",
						title: "Revoking",
						text: "This usually takes a few seconds. You can leave this page; it goes on by itself.",
						vendorSteps: false,
					};
	}
}

interface Consequences {
	stops: string[];
	stays: string[];
	final: string[];
}

/** What revoking this very connection means, in sentences. Honest about what the provider can be told. */
export function consequences(
	connection: Pick<ConnectionDetail, "tenants" | "method">,
	provider: Pick<ProviderInfo, "label" | "remoteRevoke">,
): Consequences {
	const reservations = connection.tenants.reduce((sum, tenant) => sum + tenant.reservations, 0);
	const tenants = countWords(connection.tenants.length, "tenant");
	return {
		stops: [
			`Syncing of ${tenants} stops before its next request.`,
			...(provider.remoteRevoke[connection.method]
				? [
						`${provider.label} is told to revoke the access. This is repeated until it confirms.`,
						"One request with the old token then proves that it is refused.",
					]
				: [`Rezdeck stops using the token. ${provider.label} cannot be told from here; you must revoke it there.`]),
		],
		stays: [
			`${countWords(reservations, "reservation")} stay readable here, as of the last sync, unless you delete them below.`,
			`Nothing changes in the customer's own account at ${provider.label}.`,
			"The audit trail keeps who did this and what happened.",
		],
		final: [
			"The stored secret is destroyed. No backup of it is kept here.",
			`To read again, the customer must give access anew at ${provider.label}.`,
		],
	};
}

/** Letter for letter, but for spaces around and runs of spaces inside: names from outside may have some that nobody sees. */
export function isConfirmed(expected: string, typed: string): boolean {
	const plain = (text: string) => text.normalize("NFC").trim().replace(/\s+/g, " ");
	return plain(expected) === plain(typed);
}
