/** A page of records as rows to compare with what is stored: projected with the contacts known here, each record once. */
import "server-only";
import type { Transaction } from "@/lib/db/client";
import type { CanonicalReservation } from "@/lib/providers/canonical";
import { compareStates, type RecordState } from "./compare-versions";
import { loadContacts } from "./load-contacts";
import { type ProjectedReservation, projectReservation } from "./project";
import { recordKey } from "./record-key";

export interface KeyedRow {
	/** recordKey of the record. */
	key: string;
	state: RecordState;
	columns: ProjectedReservation;
}

/** A page may hold one record twice, in two states (F-55): the newer one stays, in the place of the first. */
export async function projectPage(
	tx: Transaction,
	tenantId: string,
	records: readonly CanonicalReservation[],
): Promise<KeyedRow[]> {
	const personIds = records
		.filter((record) => record.contactsSeparate)
		.flatMap((record) => record.people.map((person) => person.id));
	const contacts = await loadContacts(tx, tenantId, personIds);
	const newest = new Map<string, KeyedRow>();
	for (const record of records) {
		const columns = projectReservation(record, record.contactsSeparate ? contacts.known : undefined);
		const { version, updatedAt } = columns.canonical;
		const row = {
			key: recordKey(columns.canonical),
			state: { version, updatedAt, contentHash: columns.content_hash },
			columns,
		};
		const other = newest.get(row.key);
		if (other === undefined || compareStates(other.state, row.state) < 0) newest.set(row.key, row);
	}
	return [...newest.values()];
}
