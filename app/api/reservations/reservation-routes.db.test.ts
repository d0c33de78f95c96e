import { beforeAll, describe, expect, it } from "vitest";
import { GET as getUnits } from "@/app/api/units/route";
import { hashSecret, newSecret } from "@/lib/auth/secrets";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { useTestDatabase } from "@/lib/db/test-database";
import { createTenant, makeRecord, store } from "@/lib/reservations/test-data";
import type { Role } from "@/lib/shared/roles";
import { GET as getHistory } from "./[id]/history/route";
import { GET as getRaw } from "./[id]/raw/route";
import { GET as getOne } from "./[id]/route";
import { GET as getList } from "./route";

useTestDatabase();

type Handler = typeof getList;
let mine: string;
let foreign: string;
let foreignReservation: string;
const keys = {} as Record<"viewer" | "admin", string>;

beforeAll(async () => {
	mine = await createTenant({ name: "Mine" });
	foreign = await createTenant({ name: "Foreign" });
	await store(mine, [makeRecord({ remoteId: "mine" })]);
	await store(foreign, [makeRecord({ remoteId: "foreign" })]);
	foreignReservation = (await db().reservation.findFirstOrThrow({ where: { tenantId: foreign } })).id;
	keys.viewer = await createKey("viewer");
	keys.admin = await createKey("admin");
});

/** An API key of an operator who may see the tenant "Mine" only. */
async function createKey(role: Role): Promise<string> {
	const key = `rzd_${newSecret()}`;
	const id = newId("opr");
	await db().operator.create({
		data: { id, email: `${role}@example.com`, name: role, role, allTenants: false, tenantIds: [mine] },
	});
	await db().apiKey.create({
		data: { id: newId("key"), operatorId: id, name: "test", prefix: key.slice(0, 8), keyHash: hashSecret(key) },
	});
	return key;
}

async function call(handler: Handler, query: string, options: { id?: string; key?: string | null } = {}) {
	const key = options.key === undefined ? keys.viewer : options.key;
	const request = new Request(`http://localhost:3000/api/any${query}`, {
		headers: key === null ? {} : { authorization: `Bearer ${key}` },
	});
	const params: Record<string, string> = options.id === undefined ? {} : { id: options.id };
	const response = await handler(request, { params: Promise.resolve(params) });
	return { status: response.status, type: response.headers.get("content-type"), body: await response.json() };
}

describe("GET /api/reservations", () => {
	it("gives the caller's list", async () => {
		const { status, body } = await call(getList, "");
		expect(status).toBe(200);
		expect(body.items.map((item: { remoteId: string }) => item.remoteId)).toEqual(["mine"]);
	});

	it.each([
		["?colour=red", "colour"],
		["?by=night", "by"],
		["?from=2026-02-30", "from"],
		["?from=2026-03-02&to=2026-03-01", "from"],
		["?from=today%2B6&to=today", "from"],
		["?from=0001-01-01", "from"],
		["?limit=201", "limit"],
		["?limit=99999999999999999999", "limit"],
		["?limit=ten", "limit"],
		["?cursor=broken", "cursor"],
		[`?cursor=${"x".repeat(2000)}`, "cursor"],
		["?sort=balance", "sort"],
		["?status=confirmed,gone", "status.1"],
		["?kind=", "kind"],
		["?provider=fax", "provider"],
		["?q=%00", "q"],
		["?q=%CC%81", "q"],
		["?limit=1&limit=2", "limit"],
		["?__proto__=1", "__proto__"],
	])("refuses %s, naming the parameter", async (query, path) => {
		const { status, type, body } = await call(getList, query);
		expect({ status, type }).toEqual({ status: 422, type: "application/problem+json" });
		expect(body.issues.map((issue: { path: string }) => issue.path)).toContain(path);
	});

	it("answers a foreign tenant and unit like unknown ones", async () => {
		for (const name of ["tenant", "unit"]) {
			const [known, unknown] = [await call(getList, `?${name}=${foreign}`), await call(getList, `?${name}=none`)];
			expect(known.status).toBe(404);
			expect({ ...known.body, requestId: "" }).toEqual({ ...unknown.body, requestId: "" });
		}
	});

	it("asks for a sign-in", async () => {
		expect((await call(getList, "", { key: null })).status).toBe(401);
	});
});

describe("one reservation", () => {
	it.each([
		["detail", getOne],
		["history", getHistory],
		["raw", getRaw],
	] as [string, Handler][])("%s: foreign, unknown and malformed ids are 404 alike", async (_name, handler) => {
		const answers = [];
		for (const id of [foreignReservation, "res_unknown", "..%2f", "a\u0000b", "x".repeat(500)]) {
			const { status, body } = await call(handler, "", { id, key: keys.admin });
			expect(status, id).toBe(404);
			answers.push(JSON.stringify({ ...body, requestId: "" }));
		}
		expect(answers[0]).toBe(answers[1]);
	});

	it("takes no parameters", async () => {
		expect((await call(getOne, "?expand=1", { id: foreignReservation })).status).toBe(422);
	});

	it("refuses a viewer the raw record and writes it down", async () => {
		const { id } = await db().reservation.findFirstOrThrow({ where: { tenantId: mine } });
		expect((await call(getRaw, "", { id })).status).toBe(403);
		expect(await db().auditEvent.count({ where: { action: "access.refused", actorKind: "api_key" } })).toBe(1);
	});
});

describe("GET /api/units", () => {
	it("refuses unknown parameters and foreign tenants", async () => {
		expect((await call(getUnits, "?limit=0")).status).toBe(422);
		expect((await call(getUnits, "?name=x")).status).toBe(422);
		expect((await call(getUnits, `?tenant=${foreign}`)).status).toBe(404);
		expect((await call(getUnits, `?tenant=${mine}`)).body).toEqual({ items: [], nextCursor: null });
	});
});
