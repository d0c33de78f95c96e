import { fork } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { forgetEnvironment } from "@/lib/env";
import { leastRetryMs, ProviderError, providerErrorText } from "@/lib/errors";
import { requestJson } from "./http-client";

/** For localhost, signed by itself; its only day in use would have been in January 2020. */
const EXPIRED_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBWzCCAQKgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwHhcNMjAwMTAxMDAwMDAwWhcNMjAwMjAxMDAwMDAwWjAUMRIwEAYDVQQDDAls
b2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS5WV1AGw3w7aITWa61
ZIHjS3URd7wqZt+0SGNI8vaMWdQJfXhJHxSqPA28yV8U90mZs/tba8NSrmTXi8qT
eAMPo0UwQzAMBgNVHRMEBTADAQH/MBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAdBgNV
HQ4EFgQUtwXhZ4/WIZOzKBNPVl5IVDb2McUwCgYIKoZIzj0EAwIDRwAwRAIgM3mv
7nHymMBxQyYp2odxsA/J2l6HdhS716kFsjdjjkcCIEUQL4kMsmhkjvr2IBnL5WC8
3Q3IPrmoQN3KTOWnTrYX
-----END CERTIFICATE-----
`;
/** Of that certificate, and of nothing else. */
const CERTIFICATE_KEY =
	"MHcCAQEEIBK7xtpV0xjNO3qtzCvEOVeDPTG1QsIWbKR2CuYu2KoIoAoGCCqGSM49AwEHoUQDQgAEuVldQBsN8O2iE1mutWSB40t1EXe8KmbftEhjSPL2jFnUCX14SR8UqjwNvMlfFPdJmbP7W2vDUq5k14vKk3gDDw==";

const closers: (() => void)[] = [];

afterEach(() => {
	for (const close of closers.splice(0)) close();
});

async function listening(server: Server): Promise<number> {
	const sockets = new Set<Socket>();
	server.on("connection", (socket) => sockets.add(socket));
	closers.push(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	await new Promise<void>((resolve) => server.listen(0, "localhost", () => resolve()));
	return (server.address() as AddressInfo).port;
}

async function failureOf(base: string, deadlineMs: number): Promise<ProviderError> {
	process.env.ALLOW_INSECURE_PROVIDERS = "1";
	forgetEnvironment();
	const context = { beforeRequest: async () => {}, deadlineMs };
	const error: unknown = await requestJson(
		{ provider: "p", base, url: new URL(base), headers: {}, context },
		new Date(),
	).catch((thrown: unknown) => thrown);
	delete process.env.ALLOW_INSECURE_PROVIDERS;
	forgetEnvironment();
	if (error instanceof ProviderError) return error;
	throw error;
}

test("F-20 a certificate that has expired ends the call before anything is sent, and is named", async () => {
	const key = createPrivateKey({ key: Buffer.from(CERTIFICATE_KEY, "base64"), format: "der", type: "sec1" });
	const folder = mkdtempSync(join(tmpdir(), "rezdeck-tls-"));
	closers.push(() => rmSync(folder, { recursive: true, force: true }));
	const trusted = join(folder, "trusted.pem");
	writeFileSync(trusted, EXPIRED_CERTIFICATE);
	let requests = 0;
	const server = createHttpsServer(
		{ key: key.export({ format: "pem", type: "sec1" }), cert: EXPIRED_CERTIFICATE },
		(_, response) => {
			requests++;
			response.writeHead(200, { "content-type": "application/json" }).end("{}");
		},
	);
	const port = await listening(server);
	const child = fork("lib/providers/test-tls-call.ts", [], {
		execArgv: ["--conditions=react-server", "--import", "tsx"],
		env: { ...process.env, NODE_EXTRA_CA_CERTS: trusted, BASE: `https://localhost:${port}/` },
	});
	const told = await new Promise((resolve, reject) => {
		child.once("message", resolve);
		child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
	});
	expect(told).toEqual({
		kind: "unavailable",
		detail: "network CERT_HAS_EXPIRED",
		text: expect.stringMatching(/certificate of Vendor has expired; Rezdeck never goes on without a valid one/),
	});
	expect(requests).toBe(0);
	// Starting a process takes its time on a busy machine.
}, 60_000);

test("F-19 headers that never end are given up at the deadline", async () => {
	const server = createServer((socket) => {
		socket.on("error", () => {});
		socket.write("HTTP/1.1 200 OK\r\n");
		const drip = setInterval(() => socket.write("x-more: 1\r\n"), 50);
		socket.on("close", () => clearInterval(drip));
	});
	const error = await failureOf(`http://localhost:${await listening(server)}/`, 600);
	expect(error).toMatchObject({ kind: "timeout" });
});

test("F-19 a connection that never comes up is given up at the deadline", async () => {
	const silent = createServer((socket) => socket.on("error", () => {}));
	const error = await failureOf(`https://localhost:${await listening(silent)}/`, 600);
	expect(error).toMatchObject({ kind: "timeout" });
});

test.each([
	["network ENOTFOUND", /^Could not find the host of Vendor/, 60_000],
	["network EAI_AGAIN", /^Could not find the host of Vendor/, 60_000],
	["network CERT_HAS_EXPIRED", /^The certificate of Vendor has expired/, 60_000],
	["network DEPTH_ZERO_SELF_SIGNED_CERT", /^The certificate of Vendor is not valid;/, 60_000],
	["network ERR_TLS_CERT_ALTNAME_INVALID", /^The certificate of Vendor is not valid;/, 60_000],
	["network ECONNREFUSED", /^Vendor does not answer properly/, 0],
])("F-20 %s is told in its own words and asked again in its own time", (detail, words, floor) => {
	const error = new ProviderError("p", "unavailable", { detail });
	expect(providerErrorText(error, "Vendor")).toMatch(words);
	expect(leastRetryMs(error)).toBe(floor);
});
