/**
 * The embedded database: PostgreSQL compiled to WASM, served on a loopback socket so that several processes use it
 * like any other PostgreSQL.
 */
import "server-only";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

/** App, worker, migrations and a person with psql; each process keeps a pool of 8. */
const MAX_CONNECTIONS = 100;
const HOST = "127.0.0.1";

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
	const server = new PGLiteSocketServer({
		db: database,
		host: HOST,
		port: options.port ?? 0,
		maxConnections: MAX_CONNECTIONS,
	});
	await server.start();
	return {
		url: `postgresql://postgres:postgres@${server.getServerConn()}/postgres`,
		dump: () => database.dumpDataDir("none"),
		async close() {
			await server.stop();
			await database.close();
		},
	};
}
