/** Structured log lines on stdout. No token, no guest data, no bodies: log ids. */
import pino from "pino";
import { env } from "./env";

export const log = pino({
	level: env().LOG_LEVEL,
	base: undefined,
	timestamp: pino.stdTimeFunctions.isoTime,
	redact: {
		paths: [
			"authorization",
			"*.authorization",
			"token",
			"*.token",
			"accessToken",
			"*.accessToken",
			"refreshToken",
			"*.refreshToken",
			"password",
			"*.password",
			"secret",
			"*.secret",
			"code",
			"*.code",
		],
		censor: "[redacted]",
	},
	serializers: { err: describeError },
});

/** An error with its causes, by name, message and stack only: properties of errors may hold bodies or tokens. */
export function describeError(error: unknown): unknown {
	if (!(error instanceof Error)) return { message: "a value that is not an Error was thrown" };
	return {
		name: error.name,
		message: error.message,
		stack: error.stack,
		...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
	};
}
