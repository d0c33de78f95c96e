/** The control endpoint: JSON over HTTP in front of `Control`. */
import { z } from "zod";
import { faultRule } from "../http/faults";
import type { Handler, Incoming, Reply } from "../http/server";
import { settingsSchema } from "../settings";
import { CHANGE_OPS, ChangeError, type ChangeRequest } from "../world/changes";
import type { SandboxControl } from "./control";

const provider = z.enum(["rezstream", "ownerrez"]);

const changeBody = z.strictObject({
	provider: provider.optional(),
	tenant: z.string().optional(),
	op: z.enum(CHANGE_OPS).optional(),
	id: z.coerce.string().optional(),
	patch: z.record(z.string(), z.json()).optional(),
	silent: z.boolean().optional(),
	count: z.int().min(1).max(100_000).optional(),
});
const killBody = z.strictObject({
	provider,
	tenant: z.string().optional(),
	kinds: z.array(z.enum(["access", "refresh", "manual"])).optional(),
});
const paceBody = z.strictObject({ changesPerMinute: z.number().min(0).max(60_000) });
const tenantBody = z.strictObject({ tenant: z.string() });
const userBody = z.strictObject({ user: z.string() });

const ABOUT = {
	"GET /world": "tenants and users: ids, names, zones, counts",
	"GET /truth?provider=&tenant=&entity=": "every record as the API would serve it, and the ids of deleted ones",
	"GET /log?since=": "requests seen; secrets are fingerprints. DELETE /log empties it",
	"GET|POST /faults": "rules; DELETE /faults[/id] removes them",
	"POST /changes": "{provider?, tenant?, op?, id?, patch?, silent?, count?}",
	"POST /tokens/kill": "{provider, tenant?, kinds?}",
	"POST /tokens/remove-tenant": "{tenant}: takes one rezStream tenant out of all grants",
	"GET /grants": "living rezStream grants",
	"POST /pace": "{changesPerMinute}",
	"GET|POST /settings": "switches",
	"GET /counters": "refresh-token reuse, OwnerRez allowance used, changes applied",
	"GET /webhooks": "deliveries; POST /webhooks/ping {user} sends a test ping",
	"POST /limits/reset": "forgets used allowances and accounts seen",
};

export function controlHandler(control: SandboxControl): Handler {
	return (incoming) => {
		try {
			return route(control, incoming) ?? json({ error: "not found", see: "GET /pages" }, 404);
		} catch (error) {
			if (error instanceof z.ZodError) return json({ error: z.prettifyError(error) }, 422);
			if (error instanceof ChangeError || error instanceof SyntaxError) return json({ error: error.message }, 422);
			throw error;
		}
	};
}

function json(body: unknown, status = 200): Reply {
	return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(body) };
}

function route(control: SandboxControl, incoming: Incoming): Reply | null {
	const { method, path, query } = incoming;
	const body = <T>(schema: z.ZodType<T>): T => schema.parse(JSON.parse(incoming.body.toString("utf8") || "{}"));
	const faultId = /^\/faults\/(\d+)$/.exec(path)?.[1];
	if (method === "DELETE" && faultId !== undefined) return json({ removed: control.clearFaults(Number(faultId)) });
	switch (`${method} ${path}`) {
		case "GET /":
		case "GET /pages":
			return json(ABOUT);
		case "GET /world":
			return json(control.world());
		case "GET /truth":
			return truth(control, query);
		case "GET /log":
			return json(control.log(Number(query.get("since") ?? 0)));
		case "DELETE /log":
			control.clearLog();
			return json({});
		case "GET /faults":
			return json(control.faults());
		case "POST /faults":
			return json(control.addFault(body(faultRule)), 201);
		case "DELETE /faults":
			return json({ removed: control.clearFaults() });
		case "POST /changes": {
			const { count, ...request } = body(changeBody);
			return json(control.change(request as ChangeRequest, count));
		}
		case "POST /tokens/kill": {
			const { provider: which, tenant, kinds } = body(killBody);
			const killed = control.killTokens({
				provider: which,
				...(tenant ? { tenant } : {}),
				...(kinds ? { kinds } : {}),
			});
			return json({ killed });
		}
		case "POST /tokens/remove-tenant":
			return json({ grants: control.removeTenant(body(tenantBody).tenant) });
		case "GET /grants":
			return json(control.grants());
		case "POST /pace":
			control.pace(body(paceBody).changesPerMinute);
			return json({});
		case "GET /settings":
			return json(control.settings());
		case "POST /settings": {
			const patch = body(settingsSchema.partial());
			return json(
				control.settings(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))),
			);
		}
		case "GET /counters":
			return json(control.counters());
		case "GET /webhooks":
			return json(control.deliveries());
		case "POST /webhooks/ping":
			control.pingWebhook(body(userBody).user);
			return json({});
		case "POST /limits/reset":
			control.resetLimits();
			return json({});
		default:
			return null;
	}
}

function truth(control: SandboxControl, query: URLSearchParams): Reply {
	const entity = query.get("entity");
	const pieces = control.truthText({
		provider: provider.parse(query.get("provider")),
		tenant: query.get("tenant") ?? "",
		...(entity === null ? {} : { entity }),
	});
	const iterator = pieces[Symbol.iterator]();
	// The first piece is made before the answer begins, so that a wrong tenant still gets its error.
	const first = iterator.next();
	return {
		status: 200,
		headers: { "content-type": "application/json; charset=utf-8" },
		body: (async function* () {
			yield String(first.value);
			let buffer = "";
			for (let piece = iterator.next(); !piece.done; piece = iterator.next()) {
				buffer += piece.value;
				if (buffer.length < 65_536) continue;
				yield buffer;
				buffer = "";
			}
			yield buffer;
		})(),
	};
}
