/** Seals the bodies of records as they came. Slow and without the database: call it before the transaction opens. */
import "server-only";
import type { StoredRecord } from "@/lib/providers/provider";
import { seal } from "@/lib/vault/vault";
import { RAW_PURPOSE, rawRowId, recordKey } from "./record-key";

/** By recordKey, as storePage takes them. */
export async function sealRaws(tenantId: string, records: readonly StoredRecord[]): Promise<Map<string, string>> {
	const sealedRaws = new Map<string, string>();
	for (const { record, raw } of records) {
		sealedRaws.set(recordKey(record), await seal(RAW_PURPOSE, rawRowId(tenantId, record), JSON.stringify(raw)));
	}
	return sealedRaws;
}
