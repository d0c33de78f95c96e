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

/** The state of one step of a revocation. */
export const STEP_WORDS: Record<Revocation["steps"][number]["state"], string> = {
	pending: "not begun",
	running: "under way",
	done: "done",
	failed: "failed",
	skipped: "not done",
};

/** The other words of revoking, deleting and forgetting. */
export const REVOKE_WORDS = {
	revokeAccessTo: (account: string) => `Revoke access to ${account}`,
	revocationOf: (account: string) => `Revocation of ${account}`,
	notYourRole: (role: string) => `Your role (${role}) may not revoke access`,
	notYourRoleText: "Ask an owner, admin or operator of this installation to do it.",
	cannotBeTold: (label: string, method: string) =>
		`${label} cannot be told to revoke ${method === "manual" ? "a manual token" : "this access"}`,
	cannotBeToldText:
		"Rezdeck can only remove its own copy. Until somebody does these steps, the token still works for whoever has it:",
	atProvider: (label: string) => `At ${label}`,
	secondDecision: "A second, separate decision",
	alsoDelete: "Also delete the mirrored data",
	alsoDeleteHint: (reservations: number, tenants: number) =>
		`Removes ${countWords(reservations, "reservation")} of ${countWords(tenants, "tenant")}, with people, invoices and history, from Rezdeck once the access is gone. You can also do this later.`,
	nothingWasRevoked: "Nothing was revoked",
	revokeAccessAndDeleteData: "Revoke access and delete data",
	revokeAccess: "Revoke access",
	keepTheConnection: "Keep the connection",
	whatStops: "What stops",
	whatStays: "What stays",
	whatCannotBeUndone: "What cannot be undone",
	whatHappened: "What happened",
	whatIsHappening: "What is happening",
	evidence: "Evidence",
	soFar: "So far",
	askedFor: "Asked for",
	by: (requestedBy: string) => `by ${requestedBy}`,
	tries: "Tries",
	noneYet: "none yet",
	triesMade: (attempts: number) => countWords(attempts, "try", "tries"),
	finished: "Finished",
	nextTry: "Next try",
	secretHere: "Secret here",
	destroyed: "destroyed",
	secretKept: "kept, sealed, only to tell and to prove",
	mirroredData: "Mirrored data",
	dataDeleted: "deleted",
	kept: "kept",
	willBeDeleted: "will be deleted",
	record: "Record",
	recordText: (id: string) => `in the audit trail under this connection's id, ${id}`,
	beingMadeNow: "being made now",
	now: "now",
	inSeconds: (seconds: string) => `(in ${seconds})`,
	typeToConfirm: "Type {name} to confirm",
	deleted: (account: string) => `Deleted: ${account}`,
	deletedText: "The audit trail keeps what was done.",
	theEntry: "this connection's entry",
	theData: (reservations: number, tenants: number) =>
		`${countWords(reservations, "reservation")} of ${countWords(tenants, "tenant")}, with people, invoices and history`,
	entry: "Entry",
	noDataLeft: "No mirrored data is left. The entry and its evidence can be removed from the list of connections.",
	dataStays: (reservations: number, tenants: number) =>
		`${countWords(reservations, "reservation")} of ${countWords(tenants, "tenant")} stay readable here until somebody deletes them.`,
	removeTheEntry: "Remove the entry",
	deleteMirroredData: "Delete mirrored data",
	deleteAccount: (account: string) => `Delete ${account}?`,
	deleteDescription: (what: string) =>
		`This deletes ${what} from Rezdeck, and takes the connection off the list. It cannot be undone.`,
	keepIt: "Keep it",
	deleteIt: "Delete",
	deleteText: "Nothing changes at the provider. The audit trail keeps who deleted it and when.",
	nothingWasDeleted: "Nothing was deleted",
	forgetHereAnyway: "Forget here anyway",
	forgetQuestion: (label: string) => `Forget without ${label}'s word?`,
	forgetQuestionText: (label: string) => `${label} has not confirmed that the access is revoked.`,
	keepTrying: "Keep trying",
	secretDestroyed: "Rezdeck destroys its copy of the secret now and stops trying.",
	tokenMayWork: (label: string) =>
		`The token may go on working at ${label}, and Rezdeck can no longer revoke it or prove it dead.`,
	revokeByHand: (label: string) => `Somebody must then revoke it at ${label} by hand. The steps are shown afterwards.`,
	notForgotten: "It was not forgotten",
} as const;
