/** Operators, invitations and API keys as the API gives them, and the inputs it takes. */
import { z } from "zod";
import { emailAddress } from "./auth";
import { role } from "./roles";

const tenantScope = {
	/** True: every tenant, also those connected later. False: exactly those in `tenantIds`. */
	allTenants: z.boolean(),
	tenantIds: z.array(z.string().max(60)).max(500),
};

export const operatorSummary = z.object({
	id: z.string(),
	email: z.string(),
	name: z.string(),
	role,
	...tenantScope,
	disabledAt: z.string().nullable(),
	lastSignInAt: z.string().nullable(),
	createdAt: z.string(),
	liveSessions: z.number(),
	/** Whether the reader is this operator. */
	self: z.boolean(),
});
export type OperatorSummary = z.infer<typeof operatorSummary>;

export const operatorInput = z.strictObject({
	role: role.optional(),
	allTenants: z.boolean().optional(),
	tenantIds: tenantScope.tenantIds.optional(),
	disabled: z.boolean().optional(),
});
export type OperatorInput = z.infer<typeof operatorInput>;

export const inviteInput = z
	.strictObject({
		email: emailAddress,
		role,
		allTenants: z.boolean().default(true),
		tenantIds: tenantScope.tenantIds.default([]),
	})
	.refine((input) => input.allTenants || input.tenantIds.length > 0, {
		path: ["tenantIds"],
		message: "name at least one tenant, or give all",
	});
export type InviteInput = z.infer<typeof inviteInput>;

export const inviteSummary = z.object({
	id: z.string(),
	email: z.string(),
	role,
	...tenantScope,
	createdBy: z.string().nullable(),
	createdAt: z.string(),
	expiresAt: z.string(),
});
export type InviteSummary = z.infer<typeof inviteSummary>;

/** Only in the answer to the request that made it. */
export const inviteCreated = inviteSummary.extend({ url: z.string() });
export type InviteCreated = z.infer<typeof inviteCreated>;

/** For an operator who forgot the password. Only in the answer to the request that made it. */
export const resetLink = z.object({ url: z.string(), expiresAt: z.string() });
export type ResetLink = z.infer<typeof resetLink>;

export const tenantChoice = z.object({ id: z.string(), name: z.string() });
export type TenantChoice = z.infer<typeof tenantChoice>;

export const apiKeyInput = z.strictObject({
	name: z.string().trim().min(1, "is needed").max(80),
	readOnly: z.boolean().default(true),
	/** Null or absent: does not expire. */
	expiresInDays: z.number().int().min(1).max(730).nullable().default(null),
});
export type ApiKeyInput = z.infer<typeof apiKeyInput>;

export const apiKeySummary = z.object({
	id: z.string(),
	name: z.string(),
	/** First characters, to recognise it. */
	prefix: z.string(),
	readOnly: z.boolean(),
	operatorId: z.string(),
	operatorEmail: z.string(),
	createdAt: z.string(),
	expiresAt: z.string().nullable(),
	lastUsedAt: z.string().nullable(),
	revokedAt: z.string().nullable(),
});
export type ApiKeySummary = z.infer<typeof apiKeySummary>;

/** Only in the answer to the request that made it. */
export const apiKeyCreated = apiKeySummary.extend({ key: z.string() });
export type ApiKeyCreated = z.infer<typeof apiKeyCreated>;
