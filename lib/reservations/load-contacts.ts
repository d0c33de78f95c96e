/** Contact records by person id. */
import "server-only";
import type { Transaction } from "@/lib/db/client";
import type { CanonicalPerson } from "@/lib/providers/canonical";

export interface Contacts {
	/** Persons whose contact record exists. */
	known: Map<string, CanonicalPerson>;
	/** Persons whose contact record was asked for, found or not. */
	asked: Set<string>;
}

export async function loadContacts(
	tx: Pick<Transaction, "contact">,
	tenantId: string,
	personIds: readonly string[],
): Promise<Contacts> {
	const contacts: Contacts = { known: new Map(), asked: new Set() };
	if (personIds.length === 0) return contacts;
	const rows = await tx.contact.findMany({ where: { tenantId, remoteId: { in: [...new Set(personIds)] } } });
	for (const row of rows) {
		contacts.asked.add(row.remoteId);
		if (row.data !== null) contacts.known.set(row.remoteId, row.data as unknown as CanonicalPerson);
	}
	return contacts;
}
