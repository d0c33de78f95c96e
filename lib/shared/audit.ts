/** The audit trail as the API gives it, and the filter it takes. */
import { z } from "zod";

export const auditOutcome = z.enum(["ok", "failed", "refused"]);
export type AuditOutcome = z.infer<typeof auditOutcome>;

export const auditFilter = z.strictObject({
	/** An action ("connection.revoke") or the beginning of one ("connection."). */
	action: z.string().min(1).max(80).optional(),
	outcome: auditOutcome.optional(),
	/** Part of the actor's e-mail. */
	actor: z.string().trim().min(1).max(200).optional(),
	/** A target's id. */
	target: z.string().min(1).max(80).optional(),
	/** Instants, ISO 8601 with zone. */
	since: z.iso.datetime({ offset: true }).optional(),
	before: z.iso.datetime({ offset: true }).optional(),
	limit: z.coerce.number().int().min(1).max(200).default(50),
	cursor: z.string().max(100).optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const auditRow = z.object({
	id: z.string(),
	at: z.string(),
	actorKind: z.string(),
	actorId: z.string(),
	/** E-mail at that time, with the key's name for keys; "system" for work without a person. */
	actorLabel: z.string(),
	action: z.string(),
	targetType: z.string().nullable(),
	targetId: z.string().nullable(),
	outcome: auditOutcome,
	ip: z.string().nullable(),
	requestId: z.string().nullable(),
	detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type AuditRow = z.infer<typeof auditRow>;

export const auditPage = z.object({ items: z.array(auditRow), nextCursor: z.string().nullable() });
export type AuditPage = z.infer<typeof auditPage>;
