/** The search behind the command palette: a few reservations and tenants, misspelt words included. */
import "server-only";
import { type Actor, assertCan } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { reservationFilter } from "@/lib/shared/reservations";
import type { FoundTenant, SearchResult } from "@/lib/shared/search";
import { foldText } from "./fold-text";
import { listReservations } from "./list-reservations";

const RESERVATIONS = 5;
/** So many of the latest are looked at for the best of them. */
const LOOKED_AT = 25;
const TENANTS = 5;
/** How much of a tenant's name must agree with a misspelt one, 0 to 1. */
const RESEMBLANCE = 0.45;
const SIMILAR_FROM = 4;

/**
 * Those first where most of the words stand together, as in one name: a large group has somebody of every name. Latest
 * arrivals first among equals. A text without anything to look for finds nothing. Errors:
 * forbidden.
 */
export async function searchReservations(actor: Actor, q: string): Promise<Omit<SearchResult, "connections">> {
	assertCan(actor, "reservations.read");
	const [found, tenants] = await Promise.all([findReservations(actor, q), findTenants(actor, q)]);
	return { ...found, tenants };
}

async function findReservations(actor: Actor, q: string): Promise<Omit<SearchResult, "connections" | "tenants">> {
	const filter = reservationFilter.parse({ q, limit: LOOKED_AT, sort: "-arrival" });
	try {
		const { items, total, totalCapped, similar } = await listReservations(actor, filter);
		const together = ({ hit }: (typeof items)[number]) => wordsIn(hit?.text ?? "", q);
		const best = items.toSorted((a, b) => together(b) - together(a)).slice(0, RESERVATIONS);
		return {
			reservations: best.map((row) => ({
				id: row.id,
				tenantId: row.tenantId,
				tenantName: row.tenantName,
				provider: row.provider,
				remoteId: row.remoteId,
				number: row.number,
				kind: row.kind,
				status: row.status,
				gone: row.gone !== null,
				guestName: row.guestName,
				title: row.title,
				arrival: row.arrival,
				departure: row.departure,
				hit: row.hit ?? null,
			})),
			total,
			totalCapped,
			similar,
		};
	} catch (error) {
		// Half a word may hold only signs; the palette asks while one types.
		if (!(error instanceof AppError && error.code === "invalid_input")) throw error;
		return { reservations: [], total: 0, totalCapped: false, similar: false };
	}
}

/** How many words of what was asked a text holds. */
function wordsIn(text: string, q: string): number {
	const folded = foldText(text);
	return wordsOf(q).filter((word) => folded.includes(word)).length;
}

function wordsOf(q: string): string[] {
	return foldText(q)
		.split(" ")
		.filter((word) => word !== "");
}

/** Every word in the name; when none has that, names that resemble the text. */
async function findTenants(actor: Actor, q: string): Promise<FoundTenant[]> {
	const words = wordsOf(q);
	if (words.length === 0) return [];
	const tenants = await db().tenant.findMany({
		where: { included: true, ...(actor.tenantScope === "all" ? {} : { id: { in: [...actor.tenantScope] } }) },
		select: { id: true, name: true, provider: true },
		orderBy: [{ name: "asc" }, { id: "asc" }],
	});
	const exact = tenants.filter(({ name }) => words.every((word) => foldText(name).includes(word)));
	const text = words.join(" ");
	if (exact.length > 0 || text.length < SIMILAR_FROM) return exact.slice(0, TENANTS);
	const alike = await db().$queryRaw<{ id: string }[]>`
		SELECT t.id FROM tenant t WHERE t.id = ANY(${tenants.map((tenant) => tenant.id)}::text[])
			AND word_similarity(${text}, lower(t.name)) >= ${RESEMBLANCE}::float4
		ORDER BY word_similarity(${text}, lower(t.name)) DESC, t.id LIMIT ${TENANTS}`;
	const byId = new Map(tenants.map((tenant) => [tenant.id, tenant]));
	return alike.flatMap(({ id }) => byId.get(id) ?? []);
}
