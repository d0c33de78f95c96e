/** Contact records that a provider keeps apart from its reservations: which to read next, and where they go. */
import "server-only";
import { now } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { CanonicalPerson, CanonicalReservation } from "@/lib/providers/canonical";
import { loadContacts } from "./load-contacts";
import { projectReservation } from "./project";
import { lockTenantMirror } from "./tenant-lock";

/** Contact records carry no update time (PROVIDERS.md pitfall 34), so age is the only reason to read one again. */
const CONTACT_MAX_AGE_DAYS = 30;
/** One person rarely has more; each is projected anew in memory. */
const RESERVATIONS_PER_CONTACT = 500;

/**
 * Stores what the provider said about one person (null: it has no such person) and makes the reservations of that
 * person findable by it. Call it inside a transaction.
 */
export async function storeContact(
	tx: Transaction,
	tenantId: string,
	personId: string,
	contact: CanonicalPerson | null,
	fetchedAt: Date = now(),
): Promise<void> {
	await lockTenantMirror(tx, tenantId);
	const data = contact === null ? Prisma.DbNull : (contact as unknown as Prisma.InputJsonValue);
	await tx.contact.upsert({
		where: { tenantId_remoteId: { tenantId, remoteId: personId } },
		create: { tenantId, remoteId: personId, data, fetchedAt },
		update: { data, fetchedAt },
	});
	let after = "";
	for (;;) {
		const last = await reprojectReservations(tx, tenantId, personId, after);
		if (last === null) return;
		after = last;
	}
}

/** Returns the last reservation id of the batch; null after the last batch. */
async function reprojectReservations(
	tx: Transaction,
	tenantId: string,
	personId: string,
	after: string,
): Promise<string | null> {
	const reservations = await tx.reservation.findMany({
		where: { tenantId, personIds: { has: personId }, id: { gt: after } },
		select: { id: true, personIds: true, canonical: true },
		orderBy: { id: "asc" },
		take: RESERVATIONS_PER_CONTACT,
	});
	if (reservations.length === 0) return null;
	const contacts = await loadContacts(
		tx,
		tenantId,
		reservations.flatMap((reservation) => reservation.personIds),
	);
	const columns = reservations.map(({ id, canonical }) => {
		const projected = projectReservation(canonical as unknown as CanonicalReservation, contacts.known);
		const { guest_name, guest_sort, search_text } = projected;
		return { id, guest_name, guest_sort, search_text };
	});
	await tx.$executeRaw`
		UPDATE reservation
		SET guest_name = page.guest_name, guest_sort = page.guest_sort, search_text = page.search_text
		FROM jsonb_to_recordset(${JSON.stringify(columns)}::jsonb)
			AS page(id text, guest_name text, guest_sort text, search_text text)
		WHERE reservation.id = page.id`;
	return reservations.length < RESERVATIONS_PER_CONTACT ? null : (reservations.at(-1)?.id ?? null);
}

/**
 * The persons whose contact record is to be read next: stays in house and soon to come first, then the latest past.
 * Already known records come back when they are 30 days old. `today` is the tenant's own (YYYY-MM-DD).
 */
export async function pickContacts(tenantId: string, limit: number, today: string): Promise<string[]> {
	const before = new Date(now().getTime() - CONTACT_MAX_AGE_DAYS * 86_400_000);
	const rows = await db().$queryRaw<{ personId: string }[]>`
		SELECT person.id AS "personId"
		FROM reservation r
		CROSS JOIN LATERAL unnest(r.person_ids) AS person(id)
		LEFT JOIN contact c ON c.tenant_id = r.tenant_id AND c.remote_id = person.id
		WHERE r.tenant_id = ${tenantId} AND r.kind IN ('stay', 'owner_stay') AND r.gone_before IS NULL
			AND (r.canonical->>'contactsSeparate')::boolean
			AND (c.remote_id IS NULL OR c.fetched_at < ${before}::timestamptz)
		GROUP BY person.id
		ORDER BY min(CASE WHEN r.departure >= ${today}::date THEN greatest(r.arrival - ${today}::date, 0) END) NULLS LAST,
			max(r.departure) DESC NULLS LAST, person.id
		LIMIT ${limit}`;
	return rows.map((row) => row.personId);
}
