/**
 * Prepared statements belong to a session, and here all connections share one: each connection's names are replaced by
 * names of its own, so that two clients may both prepare "get_job".
 */
import "server-only";

const PARSE = "P".charCodeAt(0);
const BIND = "B".charCodeAt(0);
const DESCRIBE = "D".charCodeAt(0);
const CLOSE = "C".charCodeAt(0);
const STATEMENT = "S".charCodeAt(0);
/** Type byte and length. */
const HEAD = 5;

/** Unique in the process; one process serves one session. */
let counter = 0;

export class StatementNames {
	readonly #names = new Map<string, string>();

	/** The same message with the session's name in place of the client's. */
	translate(message: Buffer): Buffer {
		switch (message[0]) {
			case PARSE:
				return this.#replaceAt(message, HEAD);
			case BIND:
				return this.#replaceAt(message, message.indexOf(0, HEAD) + 1);
			case DESCRIBE:
			case CLOSE:
				return message[HEAD] === STATEMENT ? this.#replaceAt(message, HEAD + 1) : message;
			default:
				return message;
		}
	}

	/** Messages that free everything this connection prepared, or undefined when there is nothing. */
	closeAll(): Buffer | undefined {
		if (this.#names.size === 0) return undefined;
		const closes = [...this.#names.values()].map((name) => frame("C", Buffer.from(`S${name}\0`, "latin1")));
		this.#names.clear();
		return Buffer.concat([...closes, frame("S", Buffer.alloc(0))]);
	}

	#replaceAt(message: Buffer, start: number): Buffer {
		const end = message.indexOf(0, start);
		// The unnamed statement lives only inside one turn.
		if (end <= start) return message;
		const name = message.toString("latin1", start, end);
		let own = this.#names.get(name);
		if (own === undefined) {
			own = `statement_${counter++}`;
			this.#names.set(name, own);
		}
		const result = Buffer.concat([message.subarray(0, start), Buffer.from(own, "latin1"), message.subarray(end)]);
		result.writeInt32BE(result.length - 1, 1);
		return result;
	}
}

function frame(type: string, body: Buffer): Buffer {
	const message = Buffer.concat([Buffer.from(`${type}\0\0\0\0`, "latin1"), body]);
	message.writeInt32BE(message.length - 1, 1);
	return message;
}
