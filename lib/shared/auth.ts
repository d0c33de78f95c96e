/** Inputs of sign-in, setup, invitation and one's own account, and the rules for new passwords and return paths. */
import { z } from "zod";
import { role } from "./roles";

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

const COMMON_WORDS = new Set(
	(
		"password passwort passwd pass qwerty qwertz azerty letmein welcome admin administrator root user login master " +
		"dragon monkey football baseball sunshine princess iloveyou trustno1 shadow superman batman abc secret changeme " +
		"change default summer winter spring autumn january december company hotel booking reservation reservations " +
		"ownerrez rezstream rezdeck demo test testing qwertyuiop asdfghjkl zxcvbnm"
	).split(" "),
);
const SEQUENCES = [
	"abcdefghijklmnopqrstuvwxyz",
	"01234567890123456789",
	"qwertyuiopasdfghjklzxcvbnm",
	"qwertzuiopasdfghjklyxcvbnm",
];

/** Why a password is too easy to guess, in words; null when it is not. Length is checked apart. */
export function passwordWeakness(password: string): string | null {
	const lower = password.toLowerCase();
	if (new Set(lower).size < 5) return "repeats too few characters";
	if (/^(.{1,6}?)\1+.{0,5}$/.test(lower)) return "repeats the same few characters";
	const straight = (text: string) =>
		SEQUENCES.some((row) => row.includes(text) || [...row].reverse().join("").includes(text));
	if (straight(lower)) return "is a row of neighbouring characters";
	const words = lower.split(/[^a-z]+/).filter((word) => word !== "");
	if (words.length > 0 && words.every((word) => COMMON_WORDS.has(word) || straight(word))) {
		return "is made of the most common words only";
	}
	return null;
}

export const newPassword = z
	.string()
	.min(PASSWORD_MIN, `needs at least ${PASSWORD_MIN} characters`)
	.max(PASSWORD_MAX, `has more than ${PASSWORD_MAX} characters`)
	.superRefine((password, context) => {
		const weakness = passwordWeakness(password);
		if (weakness !== null && password.length >= PASSWORD_MIN) {
			context.addIssue({ code: "custom", message: `${weakness}; choose another` });
		}
	});

/** An e-mail as we keep it: lower case. */
export const emailAddress = z.string().trim().toLowerCase().max(320).pipe(z.email("is not an e-mail address"));

const personName = z.string().trim().min(1, "is needed").max(120);

/** A password that is only compared: no rules, but a bound. */
const givenPassword = z.string().min(1, "is needed").max(1024, "is too long");

export const proveInput = z.strictObject({ password: givenPassword });
export const changePasswordInput = z.strictObject({ current: givenPassword, next: newPassword });
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

/** The first owner gives an e-mail; for an invitation it is in the invitation. */
export const acceptInviteInput = z.strictObject({
	token: z.string().min(1).max(100),
	email: emailAddress.optional(),
	name: personName,
	password: newPassword,
});
export type AcceptInviteInput = z.infer<typeof acceptInviteInput>;

export const resetPasswordInput = z.strictObject({ token: z.string().min(1).max(100), password: newPassword });
export type ResetPasswordInput = z.infer<typeof resetPasswordInput>;

/** Whom a session or key stands for. */
export const me = z.object({
	kind: z.enum(["operator", "api_key"]),
	id: z.string(),
	email: z.string(),
	name: z.string(),
	role,
	permissions: z.array(z.string()),
	tenantScope: z.union([z.literal("all"), z.array(z.string())]),
	/** True for keys that may only read. */
	readOnly: z.boolean(),
	/** Until when dangerous actions need no password; null for keys, which cannot give one. */
	proofExpiresAt: z.string().nullable(),
});
export type Me = z.infer<typeof me>;

export const sessionSummary = z.object({
	id: z.string(),
	/** The session of this very request. */
	current: z.boolean(),
	createdAt: z.string(),
	lastSeenAt: z.string(),
	expiresAt: z.string(),
	ip: z.string().nullable(),
	userAgent: z.string().nullable(),
});
export type SessionSummary = z.infer<typeof sessionSummary>;

const PAGE = /^\/(?:(?:connections|tenants|reservations|calendar|activity|settings)(?:[/?#]|$)|[?#]|$)/;

/**
 * A path of one of our own pages to go back to, or null. Refuses everything else: other sites in all spellings
 * (`//x`, `/\x`, `%2f%2fx`, `https:x`), control characters, handlers under /api and /oauth (S-19).
 */
export function returnPath(text: string | null | undefined): string | null {
	if (text === null || text === undefined || text.length > 2000) return null;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	if (/[\u0000-\u0020\u007f\\]/.test(text)) return null;
	if (!PAGE.test(text)) return null;
	const base = "http://rezdeck.invalid";
	if (!URL.canParse(text, base)) return null;
	const url = new URL(text, base);
	if (url.origin !== base || !PAGE.test(url.pathname)) return null;
	return url.pathname + url.search + url.hash;
}

/** What next-auth gives before signing out. */
export type CsrfAnswer = { csrfToken: string };
