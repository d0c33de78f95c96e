/** After an upgrade that projects records differently: writes the columns of older rows anew, from the records themselves. */
import "server-only";
import { db } from "@/lib/db/client";
import type { CanonicalReservation } from "@/lib/providers/canonical";
import { loadContacts } from "./load-contacts";
import { PROJECTION, projectReservation } from "./project";
import { rewriteColumns } from "./store-page";
import { lockTenantMirror } from "./tenant-lock";

const BATCH = 200;

/** Whether rows wait for their columns: what is found by these is not complete yet. Quick: the index has them. */
export async function hasOutdatedRows(): Promise<boolean> {
	return (await firstOutdated()) !== null;
}

/** One batch of one tenant. Gives the number of rows written; 0: all rows are of this version. */
export async function reprojectBatch(): Promise<number> {
	const first = await firstOutdated();
	if (first === null) return 0;
	const { tenantId } = first;
	return db().$transaction(async (tx) => {
		await lockTenantMirror(tx, tenantId);
		const rows = await tx.reservation.findMany({
			where: { tenantId, projection: { lt: PROJECTION } },
			orderBy: { id: "asc" },
			take: BATCH,
			select: { id: true, canonical: true },
		});
		const records = rows.map(({ id, canonical }) => ({ id, record: canonical as unknown as CanonicalReservation }));
		const personIds = records
			.filter(({ record }) => record.contactsSeparate)
			.flatMap(({ record }) => record.people.map((person) => person.id));
		const contacts = await loadContacts(tx, tenantId, personIds);
		await rewriteColumns(
			tx,
			records.map(({ id, record }) => ({
				id,
				columns: projectReservation(record, record.contactsSeparate ? contacts.known : undefined),
			})),
		);
		return rows.length;
	});
}

function firstOutdated(): Promise<{ tenantId: string } | null> {
	return db().reservation.findFirst({ where: { projection: { lt: PROJECTION } }, select: { tenantId: true } });
}
