import { createServer } from "node:net";

/** Why nothing can listen there (a Node error code), or undefined when it is free. */
export function portProblem(port: number, host: string): Promise<string | undefined> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"));
		server.listen(port, host, () => server.close(() => resolve(undefined)));
	});
}

/** A loopback port that is free now. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
		});
	});
}
