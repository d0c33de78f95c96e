/** The two closed error sets (ProviderError, AppError) and the one table that joins them. Anything else thrown is a bug and is not caught. */
import { APP_ERROR_STATUS, type AppErrorCode } from "@/lib/shared/problem";

export type ProviderErrorKind =
	| "unauthorized"
	| "ambiguous_tenant"
	| "grant_invalid"
	| "forbidden"
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
	/** For rate_limited: when the provider said to come back; null when it did not say. */
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
		connectionState: "degraded",
		appCode: "provider_rejected",
		text: "{provider} does not permit this with the granted permissions. Reconnect with the permissions listed on the connection page.",
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

/** ProviderError → AppError, for calls a person waits for. */
export function toAppError(error: ProviderError, label: string): AppError {
	const rule = PROVIDER_ERROR_RULES[error.kind];
	const status = error.status === null ? "" : ` (${error.status}${error.detail === null ? "" : ` ${error.detail}`})`;
	const retryAfterSeconds =
		error.retryAt === null ? undefined : Math.max(1, Math.ceil((error.retryAt.getTime() - Date.now()) / 1000));
	return new AppError(rule.appCode, error.message, rule.text.replaceAll("{provider}", label) + status, {
		cause: error,
		...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
	});
}
