/**
 * Serves one PGlite to many connections over PostgreSQL's wire protocol.
 *
 * PGlite is a single session, so a connection gets it for a whole turn: everything up to Sync (or one simple query),
 * and on until its transaction ends. The package @electric-sql/pglite-socket hands over between single messages, which
 * lets one connection's Bind meet another connection's Parse: answers to the wrong question under load.
 *
 * What is shared because the session is: settings made with SET (use SET LOCAL), advisory locks (they never exclude
 * anyone here), LISTEN (every connection hears every notification).
 */
import "server-only";
import { createServer, type Server, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";
import { StatementNames } from "./statement-names";

/** A connection that holds a transaction open and says nothing blocks everyone; it is cut off after this. */
const IDLE_IN_TRANSACTION_MS = 45_000;

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const NOTIFICATION = "A".charCodeAt(0);
/** Messages after which the client waits for an answer. */
const ENDS_BATCH = new Set([..."SQFHcf"].map((letter) => letter.charCodeAt(0)));
const FLUSH = "H".charCodeAt(0);
const TERMINATE = "X".charCodeAt(0);

interface Connection {
	socket: Socket;
	started: boolean;
	/** Bytes that are not a whole message yet. */
	received: Buffer;
	/** Whole messages whose Sync has not come yet. */
	batch: Buffer[];
	names: StatementNames;
}

interface Turn {
	connection: Connection;
	bytes: Uint8Array;
	/** The client asked for answers in the middle of a batch and goes on after them. */
	continues: boolean;
}

export interface WireServer {
	port: number;
	close(): Promise<void>;
}

/** Listens on loopback (`port` 0: a free one). `onBroken` is told when PGlite itself failed; nothing works after that. */
export async function startWireServer(
	database: PGlite,
	port: number,
	onBroken: (error: unknown) => void,
): Promise<WireServer> {
	const connections = new Set<Connection>();
	const waiting: Turn[] = [];
	let owner: Connection | undefined;
	let idleTimer: NodeJS.Timeout | undefined;
	let working = false;

	/** Runs turns until none may run. While a connection is inside a transaction only its own turns may. */
	async function work(): Promise<void> {
		if (working) return;
		working = true;
		clearTimeout(idleTimer);
		for (let turn = nextTurn(); turn !== undefined; turn = nextTurn()) {
			const { connection, bytes, continues } = turn;
			const answer = await database.runExclusive(() => database.execProtocolRaw(bytes));
			owner = continues || database.isInTransaction() ? connection : undefined;
			deliver(connection, answer);
			if (owner !== undefined && !connections.has(owner)) await abandonTransaction();
		}
		working = false;
		if (owner !== undefined) idleTimer = setTimeout(() => owner?.socket.destroy(), IDLE_IN_TRANSACTION_MS);
	}

	function nextTurn(): Turn | undefined {
		const index = owner === undefined ? 0 : waiting.findIndex((turn) => turn.connection === owner);
		return index === -1 ? undefined : waiting.splice(index, 1)[0];
	}

	function deliver(connection: Connection, answer: Uint8Array): void {
		if (answer.length > 0 && connection.socket.writable) connection.socket.write(answer);
		const notifications = pickNotifications(answer);
		if (notifications === undefined) return;
		for (const other of connections) {
			if (other !== connection && other.started && other.socket.writable) other.socket.write(notifications);
		}
	}

	async function abandonTransaction(): Promise<void> {
		await database.exec("ROLLBACK");
		owner = undefined;
	}

	function leave(connection: Connection): void {
		if (!connections.delete(connection)) return;
		for (let i = waiting.length - 1; i >= 0; i--) if (waiting[i]?.connection === connection) waiting.splice(i, 1);
		const closes = connection.names.closeAll();
		if (closes !== undefined) waiting.push({ connection, bytes: Uint8Array.from(closes), continues: false });
		// A turn that is running sees for itself that its connection is gone.
		const abandoned = owner === connection && !working ? abandonTransaction() : Promise.resolve();
		abandoned.then(work).catch(onBroken);
	}

	function take(connection: Connection, bytes: Buffer): void {
		connection.received = connection.received.length === 0 ? bytes : Buffer.concat([connection.received, bytes]);
		for (let message = readMessage(connection); message !== undefined; message = readMessage(connection)) {
			if (!connection.started) {
				if (isStartupRequest(connection, message)) continue;
				connection.started = true;
				waiting.push({ connection, bytes: Uint8Array.from(message), continues: false });
				continue;
			}
			const type = message[0] ?? 0;
			if (type === TERMINATE) {
				connection.socket.end();
				return;
			}
			connection.batch.push(connection.names.translate(message));
			if (!ENDS_BATCH.has(type)) continue;
			waiting.push({ connection, bytes: Uint8Array.from(Buffer.concat(connection.batch)), continues: type === FLUSH });
			connection.batch = [];
		}
		work().catch(onBroken);
	}

	const server: Server = createServer((socket) => {
		const connection: Connection = {
			socket,
			started: false,
			received: Buffer.alloc(0),
			batch: [],
			names: new StatementNames(),
		};
		connections.add(connection);
		socket.setNoDelay(true);
		socket.on("data", (bytes) => take(connection, bytes));
		socket.on("error", () => socket.destroy());
		socket.on("close", () => leave(connection));
	});
	await new Promise<void>((listening, failed) => {
		server.once("error", failed);
		server.listen(port, "127.0.0.1", listening);
	});
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("The database server has no port.");

	return {
		port: address.port,
		close: () =>
			new Promise((closed) => {
				server.close(() => closed());
				for (const { socket } of connections) socket.destroy();
			}),
	};
}

/** The next whole message, or undefined until more bytes come. Before start-up, messages have no type byte. */
function readMessage(connection: Connection): Buffer | undefined {
	const { received } = connection;
	const head = connection.started ? 1 : 0;
	if (received.length < head + 4) return undefined;
	const length = head + received.readInt32BE(head);
	if (received.length < length) return undefined;
	connection.received = received.subarray(length);
	return received.subarray(0, length);
}

/** Answers what may come before the start-up message: no encryption on loopback, and nothing to cancel. */
function isStartupRequest(connection: Connection, message: Buffer): boolean {
	const code = message.length >= 8 ? message.readInt32BE(4) : 0;
	if (code === SSL_REQUEST || code === GSS_REQUEST) {
		connection.socket.write("N");
		return true;
	}
	if (code === CANCEL_REQUEST) {
		connection.socket.end();
		return true;
	}
	return false;
}

/** The notification messages inside an answer, to be told to the others too. */
function pickNotifications(answer: Uint8Array): Buffer | undefined {
	const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
	const found: Buffer[] = [];
	for (let at = 0; at + 5 <= bytes.length; ) {
		const end = at + 1 + bytes.readInt32BE(at + 1);
		if (bytes[at] === NOTIFICATION) found.push(bytes.subarray(at, end));
		at = end;
	}
	return found.length === 0 ? undefined : Buffer.concat(found);
}
