/** The number under which the server logged an error; undefined for errors of the browser. */
export function errorDigest(error: unknown): string | undefined {
	return error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : undefined;
}
