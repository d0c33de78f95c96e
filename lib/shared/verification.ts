/** Verifying a tenant: its mirror compared with the provider, record by record. */
import { z } from "zod";

/** window: the stays that operators look at now. all: everything that is mirrored. */
export const verificationScope = z.enum(["window", "all"]);
export type VerificationScope = z.infer<typeof verificationScope>;

/** waiting: asked for, not begun, or waiting for the allowance. */
export const verificationState = z.enum(["waiting", "running", "finished", "failed", "cancelled"]);

export const verificationFinding = z.object({
	/** differing: here and there, not alike. missing: only at the provider. extra: only here. */
	kind: z.enum(["differing", "missing", "extra"]),
	remoteId: z.string(),
	/** Ours, to open it; null when it is not here. */
	reservationId: z.string().nullable(),
	/** What differs, in words an operator knows. */
	fields: z.array(z.string()),
	repaired: z.boolean(),
});
export type VerificationFinding = z.infer<typeof verificationFinding>;

export const verification = z.object({
	id: z.string(),
	tenantId: z.string(),
	scope: verificationScope,
	state: verificationState,
	requestedBy: z.string(),
	requestedAt: z.string(),
	startedAt: z.string().nullable(),
	finishedAt: z.string().nullable(),
	/** Why it waits or failed, with the next step. */
	message: z.string().nullable(),
	/** Records compared, and how many should be; null while unknown. */
	compared: z.number(),
	expected: z.number().nullable(),
	secondsLeft: z.number().nullable(),
	equal: z.number(),
	differing: z.number(),
	missing: z.number(),
	extra: z.number(),
	repaired: z.number(),
	requests: z.number(),
});
export type Verification = z.infer<typeof verification>;

/** The latest verification of a tenant with its first findings; null: never verified. */
export const verificationReport = z.object({
	verification: verification.nullable(),
	findings: z.array(verificationFinding),
	/** More findings than are listed. */
	more: z.number(),
});
export type VerificationReport = z.infer<typeof verificationReport>;

export const verifyInput = z.strictObject({ scope: verificationScope.default("window") });

export const findingQuery = z.strictObject({
	limit: z.coerce.number().int().min(1).max(200).default(50),
	cursor: z.string().max(100).optional(),
});
export type FindingQuery = z.infer<typeof findingQuery>;
