/** Why connecting came to nothing. `problem` is one of the codes that the connect page has words for. */
import "server-only";
import { AppError } from "@/lib/errors";
import type { ConnectProblemCode } from "@/lib/shared/connect-problems";
import type { AppErrorCode } from "@/lib/shared/problem";

const APP_CODE: Record<ConnectProblemCode, AppErrorCode> = {
	denied: "provider_rejected",
	expired: "conflict",
	replayed: "conflict",
	other_session: "forbidden",
	other_provider: "conflict",
	bad_state: "conflict",
	wrong_issuer: "provider_rejected",
	provider_rejected: "provider_rejected",
	provider_unavailable: "provider_unavailable",
	missing_scope: "provider_rejected",
	already_connected: "conflict",
	other_account: "conflict",
	not_configured: "conflict",
	rate_limited: "rate_limited",
};

export class ConnectProblem extends AppError {
	readonly problem: ConnectProblemCode;
	/** The provider's own words, shortened; shown escaped. */
	readonly detail: string | null;

	constructor(
		problem: ConnectProblemCode,
		userMessage: string,
		options: { detail?: string | null; cause?: unknown } = {},
	) {
		super(APP_CODE[problem], `connect: ${problem}`, userMessage, { cause: options.cause });
		this.problem = problem;
		this.detail = options.detail ?? null;
	}
}
