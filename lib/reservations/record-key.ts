/** How records are named: inside a tenant, and for the seal of their raw body. */
import "server-only";

interface RecordIdentity {
	entity: "reservation" | "block";
	remoteId: string;
}

/** Purpose of the seal around raw bodies (lib/vault). */
export const RAW_PURPOSE = "reservation.raw";

/** Unique inside a tenant; the key of `sealedRaws` in storePage and of quarantined records. */
export function recordKey({ entity, remoteId }: RecordIdentity): string {
	return `${entity}:${remoteId}`;
}

/** What the seal of a raw body is bound to. Known before the row is, so that sealing happens outside the transaction. */
export function rawRowId(tenantId: string, record: RecordIdentity): string {
	return `${tenantId}:${recordKey(record)}`;
}
