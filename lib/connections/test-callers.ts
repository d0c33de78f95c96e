/**
 * Test support: many callers of one connection's token in a process of their own (forked by tests).
 * CONNECTION · CALLERS · CLOCK_OFFSET_MS. Sends {ready}, waits for any message, then sends {fingerprints, failures}.
 */
import { createHash } from "node:crypto";
import { setClockOffset } from "@/lib/clock";
import { closeDatabase, db } from "@/lib/db/client";
import { withAccess } from "./with-access";

const { CONNECTION = "", CALLERS = "0", CLOCK_OFFSET_MS = "0" } = process.env;

setClockOffset(Number(CLOCK_OFFSET_MS));
await db().$queryRaw`SELECT 1`;
process.once("message", async () => {
	const answers = await Promise.allSettled(
		Array.from({ length: Number(CALLERS) }, () =>
			withAccess(CONNECTION, { lane: "poll" }, async ({ tokens }) =>
				createHash("sha256").update(tokens.accessToken).digest("hex").slice(0, 12),
			),
		),
	);
	const fingerprints = [...new Set(answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : [])))];
	const failures = answers.flatMap((answer) => (answer.status === "rejected" ? [String(answer.reason)] : []));
	process.send?.({ fingerprints, failures });
	await closeDatabase();
	process.disconnect();
});
process.send?.({ ready: true });
