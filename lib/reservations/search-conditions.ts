/** What a search's words mean in SQL: contained in the record's own text, or in the name of a unit it is in. */
import "server-only";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { containsWords } from "./list-conditions";
import { containsPattern } from "./search-words";

/** A bound on what one word may name ("cabin"); beyond it some units are not looked for. */
const UNITS_MAX = 5_000;

interface NamedUnit {
	tenantId: string;
	remoteId: string;
}

/**
 * Conditions over `reservation r` that must all hold. Names of units change without their reservations, so they are not
 * in the stored text: the units that a word (or all words together: "cabin 4") name are looked up first, and only then
 * does a word match either way. `words` as searchWords gives them.
 */
export async function searchConditions(
	words: readonly (readonly string[])[],
	tenantIds: readonly string[],
): Promise<Prisma.Sql[]> {
	const contained = containsWords(words);
	const [first] = contained;
	if (first === undefined) return [];
	const phrase = words.map(([word = ""]) => word).join(" ");
	const ofPhrase = await unitsNamed(phrase, tenantIds);
	if (ofPhrase.length > 0) return [either(Prisma.join(contained, " AND "), ofPhrase, tenantIds)];
	if (words.length === 1) return contained;
	const units = await Promise.all(words.map(([word = ""]) => unitsNamed(word, tenantIds)));
	return contained.map((condition, at) => either(condition, units[at] ?? [], tenantIds));
}

/** UNION keeps both indexes in use, the trigrams of the text and the assignments of a unit, which an OR would not. */
function either(condition: Prisma.Sql, units: readonly NamedUnit[], tenantIds: readonly string[]): Prisma.Sql {
	if (units.length === 0) return condition;
	return Prisma.sql`r.id IN (
		SELECT r.id FROM reservation r WHERE r.tenant_id = ANY(${[...tenantIds]}::text[]) AND ${condition}
		UNION SELECT ua.reservation_id FROM unit_assignment ua
			JOIN unnest(${units.map((unit) => unit.tenantId)}::text[], ${units.map((unit) => unit.remoteId)}::text[])
				AS named (tenant_id, remote_id) ON ua.tenant_id = named.tenant_id AND ua.unit_remote_id = named.remote_id)`;
}

/** Units whose name holds the text, compared as foldText does for letters with marks. */
async function unitsNamed(text: string, tenantIds: readonly string[]): Promise<NamedUnit[]> {
	return db().$queryRaw<NamedUnit[]>`
		SELECT u.tenant_id AS "tenantId", u.remote_id AS "remoteId" FROM unit u
		WHERE u.tenant_id = ANY(${[...tenantIds]}::text[])
			AND regexp_replace(lower(normalize(u.name, NFKD)), '[\u0300-\u036f]', '', 'g') LIKE ${containsPattern(text)}
		LIMIT ${UNITS_MAX}`;
}
