/** The two closed error sets (ProviderError, AppError) and the one table that joins them. Anything else thrown is a bug and is not caught. */
import { now } from "@/lib/clock";
import { APP_ERROR_STATUS, type AppErrorCode } from "@/lib/shared/problem";

export type ProviderErrorKind =
	| "unauthorized"
	| "ambiguous_tenant"
	| "grant_invalid"
	| "forbidden"
	| "tenant_lost"
	| "not_found"
	| "rate_limited"
	| "unavailable"
	| "timeout"
	| "rejected"
	| "unexpected_shape"
	| "foreign_link";

/** Thrown only in lib/providers. Carries no body and no header; `detail` is short, scrubbed text of our own or a vendor's stable code. */
export class ProviderError extends Error {
	override readonly name = "ProviderError";
	readonly provider: string;
	readonly kind: ProviderErrorKind;
	readonly status: number | null;
	readonly detail: string | null;
	/** For rate_limited: when the provider said to come back. For unavailable: when it is asked again. Null: nobody said. */
	readonly retryAt: Date | null;
	/** For unexpected_shape: the field that did not fit. */
	readonly field: string | null;

	constructor(
		provider: string,
		kind: ProviderErrorKind,
		options: { status?: number; detail?: string; retryAt?: Date | null; field?: string; cause?: unknown } = {},
	) {
		const status = options.status === undefined ? "" : ` ${options.status}`;
		super(`${provider}: ${kind}${status}${options.detail === undefined ? "" : ` (${options.detail})`}`, {
			cause: options.cause,
		});
		this.provider = provider;
		this.kind = kind;
		this.status = options.status ?? null;
		this.detail = options.detail ?? null;
		this.retryAt = options.retryAt ?? null;
		this.field = options.field ?? null;
	}
}

/** Thrown only in domain, auth and HTTP code. `message` is for logs, `userMessage` for people and says the next step. */
export class AppError extends Error {
	override readonly name = "AppError";
	readonly code: AppErrorCode;
	readonly userMessage: string;
	readonly issues: readonly { path: string; message: string }[];
	readonly retryAfterSeconds: number | null;

	constructor(
		code: AppErrorCode,
		message: string,
		userMessage: string,
		options: {
			cause?: unknown;
			issues?: readonly { path: string; message: string }[];
			retryAfterSeconds?: number;
		} = {},
	) {
		super(message, { cause: options.cause });
		this.code = code;
		this.userMessage = userMessage;
		this.issues = options.issues ?? [];
		this.retryAfterSeconds = options.retryAfterSeconds ?? null;
	}

	get status(): number {
		return APP_ERROR_STATUS[this.code];
	}
}

/** Unknown id and another tenant's id answer alike (S-60). */
export function notFound(what: string): AppError {
	return new AppError("not_found", `${what} not found`, `There is no such ${what}, or you may not see it.`);
}

interface KindRule {
	/** no: do not repeat; backoff: repeat with growing delay; at: when the provider says. */
	retry: "no" | "backoff" | "at";
	/** The state a connection takes when this ends a call for good. */
	connectionState: "degraded" | "needs_reconnect" | null;
	appCode: AppErrorCode;
	/** What happened and what to do, for people; {provider} is replaced by its label. */
	text: string;
}

export const PROVIDER_ERROR_RULES: Record<ProviderErrorKind, KindRule> = {
	unauthorized: {
		retry: "no",
		connectionState: "needs_reconnect",
		appCode: "needs_reconnect",
		text: "{provider} refused this token. It was probably revoked or has expired. Reconnect the account.",
	},
	ambiguous_tenant: {
		retry: "no",
		connectionState: "degraded",
		appCode: "provider_rejected",
		text: "{provider} could not tell which tenant was meant. The token still works; reconnect if this stays.",
	},
	grant_invalid: {
		retry: "no",
		connectionState: "needs_reconnect",
		appCode: "needs_reconnect",
		text: "{provider} no longer honours this grant. Reconnect the account.",
	},
	forbidden: {
		retry: "no",
		connectionState: null,
		appCode: "provider_rejected",
		text: "{provider} does not permit this with the granted permissions. Reconnect with the permissions listed on the connection page.",
	},
	tenant_lost: {
		retry: "no",
		connectionState: null,
		appCode: "provider_rejected",
		text: "{provider} no longer lets this connection reach this tenant. Reconnect with this tenant, or leave it out.",
	},
	not_found: {
		retry: "no",
		connectionState: null,
		appCode: "not_found",
		text: "{provider} does not have this record any more.",
	},
	rate_limited: {
		retry: "at",
		connectionState: null,
		appCode: "rate_limited",
		text: "{provider}'s request allowance is used up. Work continues by itself when it reopens.",
	},
	unavailable: {
		retry: "backoff",
		connectionState: "degraded",
		appCode: "provider_unavailable",
		text: "{provider} does not answer properly at the moment. Rezdeck tries again by itself.",
	},
	timeout: {
		retry: "backoff",
		connectionState: "degraded",
		appCode: "provider_unavailable",
		text: "{provider} did not answer in time. Rezdeck tries again by itself.",
	},
	rejected: {
		retry: "no",
		connectionState: "degraded",
		appCode: "provider_rejected",
		text: "{provider} rejected the request. Look at the run's message; if it stays, contact the person who runs Rezdeck.",
	},
	unexpected_shape: {
		retry: "backoff",
		connectionState: "degraded",
		appCode: "provider_rejected",
		text: "{provider} answered in a form Rezdeck does not understand. Nothing was changed here.",
	},
	foreign_link: {
		retry: "no",
		connectionState: "degraded",
		appCode: "provider_rejected",
		text: "{provider} pointed to another host for the next page. Rezdeck did not follow it.",
	},
};

/** `detail` of an unavailable error while a provider that failed for long is not asked at all. */
export const NOT_ASKED = "not_asked";

/** `detail` of an unexpected_shape error for a list whose links lead in a circle. */
export const NEXT_REPEATS = "next link repeats";

const CERTIFICATE_EXPIRED = "network CERT_HAS_EXPIRED";
const CERTIFICATE_DETAIL =
	/^network (?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ERR_TLS_CERT_|HOSTNAME_)/;
const NO_HOST_DETAIL = /^network (?:ENOTFOUND|EAI_AGAIN|EAI_FAIL|ENODATA)$/;
const RETRY_FLOOR_MS = 60_000;

/** What happened and what happens next, for people: by kind, and more exactly where the detail says more. */
export function providerErrorText(error: ProviderError, label: string): string {
	const detail = error.detail ?? "";
	if (NO_HOST_DETAIL.test(detail)) {
		return `Could not find the host of ${label}. Rezdeck tries again by itself; if it stays, check the name service of this machine and the configured address.`;
	}
	if (detail === CERTIFICATE_EXPIRED) {
		return `The certificate of ${label} has expired; Rezdeck never goes on without a valid one and tries again by itself. Check that this machine's clock is right.`;
	}
	if (CERTIFICATE_DETAIL.test(detail)) {
		return `The certificate of ${label} is not valid; Rezdeck never goes on without a valid one and tries again by itself.`;
	}
	if (detail === NOT_ASKED) {
		const wait = error.retryAt === null ? "" : ` Next try in ${waitWords(error.retryAt)}.`;
		return `${label} has not answered properly for a while, so Rezdeck lets it rest.${wait}`;
	}
	if (detail === NEXT_REPEATS) {
		return `${label} led in a circle: the link to the next page names one that was read before. What was read is kept; Rezdeck tries again by itself.`;
	}
	const status = error.status === null ? "" : ` (${error.status}${error.detail === null ? "" : ` ${error.detail}`})`;
	return PROVIDER_ERROR_RULES[error.kind].text.replaceAll("{provider}", label) + status;
}

/** The shortest sensible wait before the same request, in milliseconds: what only a person can mend is asked slowly. */
export function leastRetryMs(error: ProviderError): number {
	const detail = error.detail ?? "";
	return NO_HOST_DETAIL.test(detail) || CERTIFICATE_DETAIL.test(detail) ? RETRY_FLOOR_MS : 0;
}

function waitWords(until: Date): string {
	const seconds = Math.max(1, Math.ceil((until.getTime() - now().getTime()) / 1000));
	if (seconds < 120) return `${seconds} ${seconds === 1 ? "second" : "seconds"}`;
	return `${Math.ceil(seconds / 60)} minutes`;
}

/** ProviderError → AppError, for calls a person waits for. */
export function toAppError(error: ProviderError, label: string): AppError {
	const retryAfterSeconds =
		error.retryAt === null ? undefined : Math.max(1, Math.ceil((error.retryAt.getTime() - now().getTime()) / 1000));
	return new AppError(PROVIDER_ERROR_RULES[error.kind].appCode, error.message, providerErrorText(error, label), {
		cause: error,
		...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
	});
}
