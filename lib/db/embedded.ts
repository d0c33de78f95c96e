/**
 * The embedded database: PostgreSQL compiled to WASM, served on a loopback socket so that several processes use it
 * like any other PostgreSQL.
 */
import "server-only";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { startWireServer } from "./wire-server";

export interface EmbeddedDatabase {
	/** postgresql:// URL on loopback. */
	url: string;
	/** The data folder as one file, to start another database from. */
	dump(): Promise<Blob>;
	/** Ends connections and closes the files after a checkpoint. */
	close(): Promise<void>;
}

/**
 * Starts it. `dataDir` undefined keeps it in memory; `from` is a dump to begin with; `port` 0 takes a free one.
 * Files are written with fsync: PGlite's own start parameters switch that off with -F.
 */
export async function startEmbeddedDatabase(options: {
	dataDir?: string;
	from?: Blob;
	port?: number;
	/** Told when PGlite itself failed, after which nothing works: end the process. */
	onBroken: (error: unknown) => void;
}): Promise<EmbeddedDatabase> {
	const inMemory = options.dataDir === undefined;
	const database = await PGlite.create({
		...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
		...(options.from === undefined ? {} : { loadDataDir: options.from }),
		startParams: inMemory
			? PGlite.defaultStartParams
			: PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
		extensions: { pg_trgm, btree_gist },
	});
	const server = await startWireServer(database, options.port ?? 0, options.onBroken);
	return {
		url: `postgresql://postgres:postgres@127.0.0.1:${server.port}/postgres`,
		dump: () => database.dumpDataDir("none"),
		async close() {
			await server.close();
			await database.close();
		},
	};
}
