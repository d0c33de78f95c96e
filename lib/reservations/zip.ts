/**
 * A ZIP archive (APPNOTE 6.3) written file by file as its bytes come: nothing is kept but what the directory at its end
 * says of each file. Without ZIP64, so it ends with an error beyond 4 GB.
 */
import "server-only";
import { pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

/** Little is gained above it, and time is lost. */
const LEVEL = 3;
const DEFLATED = 8;
/** Sizes and checksum follow the data; names are UTF-8. */
const FLAGS = 0x0808;
const VERSION = 20;
/** 1 January 1980, the first day that the format can write: the same rows give the same bytes. */
const DATE = 0x0021;
const MOST = 0xffff_ffff;

interface Entry {
	name: Buffer;
	crc: number;
	packed: number;
	size: number;
	offset: number;
}

export class ZipWriter {
	private readonly entries: Entry[] = [];
	private offset = 0;

	/** The bytes of one file more. Its content is read as its reader asks for them. */
	async *file(name: string, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
		const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset: this.offset };
		this.entries.push(entry);
		yield this.passed(record([[0x04034b50, 4], ...common(entry, true)], entry.name));
		const deflate = createDeflateRaw({ level: LEVEL });
		// Its errors reach the reader through the second stream, which the first one's end or failure ends.
		pipeline(Readable.from(measured(content, entry)), deflate, () => {});
		for await (const chunk of deflate as AsyncIterable<Buffer>) {
			entry.packed += chunk.length;
			yield this.passed(chunk);
		}
		yield this.passed(
			record([
				[0x08074b50, 4],
				[entry.crc, 4],
				[entry.packed, 4],
				[entry.size, 4],
			]),
		);
	}

	/** The directory, after the last file. */
	*end(): Generator<Uint8Array> {
		const start = this.offset;
		for (const entry of this.entries) {
			yield this.passed(
				record(
					[[0x02014b50, 4], [VERSION, 2], ...common(entry, false), [0, 2], [0, 2], [0, 2], [0, 4], [entry.offset, 4]],
					entry.name,
				),
			);
		}
		const count = this.entries.length;
		yield record([
			[0x06054b50, 4],
			[0, 2],
			[0, 2],
			[count, 2],
			[count, 2],
			[this.offset - start, 4],
			[start, 4],
			[0, 2],
		]);
	}

	private passed(bytes: Buffer): Buffer {
		this.offset += bytes.length;
		if (this.offset > MOST) throw new RangeError("the archive has become larger than 4 GB");
		return bytes;
	}
}

async function* measured(
	content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	entry: Entry,
): AsyncGenerator<Uint8Array> {
	for await (const chunk of content) {
		entry.crc = crc32(chunk, entry.crc);
		entry.size += chunk.length;
		if (entry.size > MOST) throw new RangeError("a file of the archive has become larger than 4 GB");
		yield chunk;
	}
}

type Field = [value: number, bytes: 2 | 4];

/** What the header of a file and its line in the directory have in common. */
function common({ name, crc, packed, size }: Entry, ahead: boolean): Field[] {
	const known: Field[] = ahead
		? [
				[0, 4],
				[0, 4],
				[0, 4],
			]
		: [
				[crc, 4],
				[packed, 4],
				[size, 4],
			];
	return [[VERSION, 2], [FLAGS, 2], [DEFLATED, 2], [0, 2], [DATE, 2], ...known, [name.length, 2], [0, 2]];
}

function record(fields: readonly Field[], name: Buffer = Buffer.alloc(0)): Buffer {
	const bytes = Buffer.alloc(fields.reduce((sum, [, size]) => sum + size, 0));
	let at = 0;
	for (const [value, size] of fields) at = bytes.writeUIntLE(value, at, size);
	return Buffer.concat([bytes, name]);
}
