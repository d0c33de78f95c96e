/** Reads one page of the provider's feed anew, compares it with the mirror, and writes what was wrong. */
import "server-only";
import { now } from "@/lib/clock";
import { withAccess } from "@/lib/connections/with-access";
import { db, type Transaction } from "@/lib/db/client";
import { ProviderError } from "@/lib/errors";
import type { RejectedRecord, StoredRecord } from "@/lib/providers/provider";
import { QUARANTINE_PURPOSE, quarantine, quarantineIdentity } from "@/lib/reservations/quarantine";
import { recordKey } from "@/lib/reservations/record-key";
import { sealRaws } from "@/lib/reservations/seal-raws";
import { storePage } from "@/lib/reservations/store-page";
import { lockTenantMirror } from "@/lib/reservations/tenant-lock";
import { seal } from "@/lib/vault/vault";
import type { RunContext } from "./run-context";
import { type Comparison, compareRecords } from "./verify-compare";
import type { At, VerifyCursor, VerifyList } from "./verify-cursor";
import { entityOf, seenId, unlistedInside } from "./verify-mirror";
import { commitStep, type Finding, type StepResult } from "./verify-step";

/** Fetches, compares and repairs one page. Errors: as withAccess, LeaseLost. */
export async function verifyPage(context: RunContext, cursor: At<"list">): Promise<VerifyCursor | null> {
	const { stream, provider, tenant, signal } = context;
	const { step } = cursor;
	let requests = 0;
	const count = () => requests++;
	const seenAt = now();
	const page = await withAccess(stream.connectionId, { lane: "fill", signal, onRequest: count }, (access) =>
		provider.fetchPage(access, { tenant, kind: step.list, cursor: step.page, today: cursor.today }),
	);
	const { records, confirmed } = await askAgain(context, page.records, seenAt, count);
	const reading: Reading = { list: step.list, records, rejected: page.rejected, seenAt, confirmed };
	const sealed = await sealReading(context, reading);
	return commitStep(context, cursor, requests, async (tx) => ({
		...(await compareAndStore(tx, context, reading, sealed)),
		next: page.done ? await afterList(tx, context, cursor) : { ...cursor, step: { ...step, page: page.cursor } },
	}));
}

/** What the provider gave in one answer. */
export interface Reading {
	list: VerifyList;
	records: readonly StoredRecord[];
	rejected: readonly RejectedRecord[];
	seenAt: Date;
	/** Keys of records that were asked for one by one. */
	confirmed: ReadonlySet<string>;
}

interface Sealed {
	raws: Map<string, string>;
	rejected: (RejectedRecord & { sealed: string })[];
}

/** Sealing is slow and needs no database, so it happens before the transaction; only what will be written is sealed. */
export async function sealReading({ stream: { tenantId } }: RunContext, reading: Reading): Promise<Sealed> {
	const compared = await compareNow(tenantId, reading);
	const wanted = new Set(compared.filter(isToStore).map(({ key }) => key));
	const raws = await sealRaws(
		tenantId,
		reading.records.filter(({ record }) => wanted.has(recordKey(record))),
	);
	const rejected = await Promise.all(
		reading.rejected.map(async (record) => ({
			...record,
			sealed: await seal(
				QUARANTINE_PURPOSE,
				`${tenantId}:${quarantineIdentity(reading.list, record)}`,
				JSON.stringify(record.raw ?? null),
			),
		})),
	);
	return { raws, rejected };
}

/**
 * The comparison that counts, under the tenant's mirror lock: what is wrong is written at once. Records that another page
 * has brought already are left alone.
 */
export async function compareAndStore(
	tx: Transaction,
	{ stream }: RunContext,
	reading: Reading,
	sealed: Sealed,
): Promise<Omit<StepResult, "next">> {
	const { tenantId } = stream;
	await lockTenantMirror(tx, tenantId);
	const fresh = await noteSeen(tx, stream.id, reading);
	const records = reading.records.filter(({ record }) => fresh.has(seenId(entityOf(reading.list), record.remoteId)));
	const against = { tenantId, asOf: await asOfOf(tx, tenantId), confirmed: reading.confirmed };
	const compared = await compareRecords(tx, { ...against, records: records.map(({ record }) => record) });
	await forgetWrong(tx, compared);
	const toStore = new Set(compared.filter(isToStore).map(({ key }) => key));
	const written = records.filter(({ record }) => toStore.has(recordKey(record)));
	await storePage(tx, { tenantId, records: written, sealedRaws: sealed.raws, seenAt: reading.seenAt });
	// What is called repaired was compared once more.
	const after = await compareRecords(tx, { ...against, records: written.map(({ record }) => record) });
	const stored = new Map(after.map((comparison) => [comparison.key, comparison]));
	const remoteIds = new Map(
		records.map(({ record }) => [recordKey(record), seenId(entityOf(reading.list), record.remoteId)]),
	);
	const findings = compared.flatMap((comparison): Finding[] => {
		const { verdict, key, fields } = comparison;
		if (verdict !== "differing" && verdict !== "missing") return [];
		const remoteId = remoteIds.get(key);
		if (remoteId === undefined) return [];
		const result = stored.get(key);
		const repaired = result?.verdict === "equal";
		return [{ kind: verdict, remoteId, reservationId: result?.reservationId ?? null, fields, repaired }];
	});
	const rejected = await setAside(tx, tenantId, reading, sealed, fresh);
	return {
		findings: [...findings, ...rejected],
		compared: compared.length + rejected.length,
		equal: compared.length - findings.length,
		quarantined: rejected.length,
	};
}

function isToStore({ verdict }: Comparison): boolean {
	return verdict === "differing" || verdict === "missing" || verdict === "fresh";
}

/** Records of this page that no earlier page had. */
async function noteSeen(tx: Transaction, streamId: string, reading: Reading): Promise<Set<string>> {
	const listed = [
		...reading.records.map(({ record }) => record.remoteId),
		...reading.rejected.flatMap(({ remoteId }) => remoteId ?? []),
	].map((remoteId) => seenId(entityOf(reading.list), remoteId));
	const rows = await tx.$queryRaw<{ remoteId: string }[]>`
		INSERT INTO sweep_seen (stream_id, remote_id) SELECT ${streamId}::text, unnest(${[...new Set(listed)]}::text[])
		ON CONFLICT DO NOTHING RETURNING remote_id AS "remoteId"`;
	return new Set(rows.map(({ remoteId }) => remoteId));
}

async function asOfOf(tx: Transaction, tenantId: string): Promise<Date | null> {
	const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { asOf: true } });
	return tenant.asOf;
}

/** Takes away what would make the store believe that its wrong state is the same, or the later one. */
async function forgetWrong(tx: Transaction, compared: readonly Comparison[]): Promise<void> {
	const wrong = compared.filter(({ verdict, rewrite }) => verdict === "differing" && rewrite);
	const ids = wrong.flatMap(({ reservationId }) => reservationId ?? []);
	if (ids.length === 0) return;
	await tx.reservation.updateMany({ where: { id: { in: ids } }, data: { contentHash: "" } });
	const later = wrong
		.filter(({ newerThanTruth }) => newerThanTruth)
		.flatMap(({ reservationId }) => reservationId ?? []);
	if (later.length === 0) return;
	await tx.$executeRaw`
		UPDATE reservation SET canonical = canonical || '{"version": null, "updatedAt": null}' WHERE id = ANY(${later})`;
}

/** Records that cannot be read cannot be compared: they are set aside as in any other reading, and reported. */
async function setAside(
	tx: Transaction,
	tenantId: string,
	reading: Reading,
	sealed: Sealed,
	fresh: ReadonlySet<string>,
): Promise<Finding[]> {
	const findings: Finding[] = [];
	const entity = entityOf(reading.list);
	for (const record of sealed.rejected) {
		const identity = quarantineIdentity(reading.list, record);
		const known = await tx.quarantinedRecord.count({ where: { tenantId, identity, resolvedAt: null } });
		// A single record that does not fit comes without its body: the one that is kept already stays.
		if (record.raw !== null || known === 0) await quarantine(tx, tenantId, reading.list, record, reading.seenAt);
		if (record.remoteId === null || !fresh.has(seenId(entity, record.remoteId))) continue;
		const here = await tx.reservation.findUnique({
			where: { tenantId_entity_remoteId: { tenantId, entity, remoteId: record.remoteId } },
			select: { id: true },
		});
		findings.push({
			kind: here === null ? "missing" : "differing",
			remoteId: seenId(entity, record.remoteId),
			reservationId: here?.id ?? null,
			fields: [`Set aside: ${record.field} does not fit`],
			repaired: false,
		});
	}
	return findings;
}

/**
 * Ours is later than what the page says, and not because it was stored since: the single record is asked for, and what
 * comes then is the truth. A record that is not there any more drops out of the page.
 */
async function askAgain(
	{ stream, tenant, signal }: RunContext,
	page: readonly StoredRecord[],
	seenAt: Date,
	count: () => void,
): Promise<{ records: StoredRecord[]; confirmed: Set<string> }> {
	const compared = await compareNow(stream.tenantId, { records: page, confirmed: new Set() });
	const suspects = new Set(
		compared
			.filter(({ verdict, changedAt }) => verdict === "ahead" && changedAt !== null && changedAt < seenAt)
			.map(({ key }) => key),
	);
	const records: StoredRecord[] = [];
	const confirmed = new Set<string>();
	for (const stored of page) {
		const key = recordKey(stored.record);
		if (!suspects.has(key) || stored.record.entity === "block") {
			records.push(stored);
			continue;
		}
		try {
			const access = { lane: "fill" as const, signal, onRequest: count };
			records.push(
				await withAccess(stream.connectionId, access, (call, provider) =>
					provider.fetchOne(call, tenant, stored.record.remoteId),
				),
			);
			confirmed.add(key);
		} catch (error) {
			if (!(error instanceof ProviderError) || error.kind !== "not_found") throw error;
		}
	}
	return { records, confirmed };
}

async function compareNow(
	tenantId: string,
	{ records, confirmed }: Pick<Reading, "records" | "confirmed">,
): Promise<Comparison[]> {
	const asOf = await asOfOf(db(), tenantId);
	return compareRecords(db(), { tenantId, records: records.map(({ record }) => record), asOf, confirmed });
}

/** The next feed; a second reading of the blocks when some were not listed; then what is left over is weighed. */
async function afterList(tx: Transaction, context: RunContext, cursor: At<"list">): Promise<VerifyCursor> {
	const { list, rest, again } = cursor.step;
	if (list === "blocks" && !again) {
		const unlisted = await unlistedInside(tx, context, cursor);
		if (unlisted.some(({ entity }) => entity === "block"))
			return { ...cursor, step: { do: "list", list, page: null, rest, again: true } };
	}
	const [next, ...others] = rest;
	if (next === undefined) return { ...cursor, step: { do: "weigh" } };
	return { ...cursor, step: { do: "list", list: next, page: null, rest: others, again: false } };
}
