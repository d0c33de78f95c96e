/** Per-connection webhook subscriptions; OAuth only (PROVIDERS.md 2.5, 2.7, 2.9). */
import { z } from "zod";
import type { Incoming, Reply } from "../http/server";
import type { JsonObject } from "../world/json-text";
import type { Caller } from "./access";
import { envelope, json, OwnerrezError } from "./replies";

export interface Subscription {
	id: number;
	userId: string;
	type: string;
	action: string;
	url: string;
	category?: string;
}

const PATH = "/v2/webhooksubscriptions";

/** Both `Booking`/`EntityUpdate` and `booking`/`entity_update` are in use (PROVIDERS.md 2.7). */
const snake = (text: string) => text.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();

const createBody = z.looseObject({
	type: z.string().min(1),
	action: z.string().min(1),
	webhook_url: z.url(),
	category: z.string().optional(),
});

export class Subscriptions {
	private rows: Subscription[] = [];
	private nextId = 901;

	constructor(private readonly changed: () => void) {}

	matching(userId: string, type: string, action: string): Subscription[] {
		return this.rows.filter((row) => row.userId === userId && row.type === type && row.action === action);
	}

	reply(caller: Caller, incoming: Incoming): Reply | null {
		if (incoming.path !== PATH && !incoming.path.startsWith(`${PATH}/`)) return null;
		if (caller.method !== "oauth") throw new OwnerrezError(403, "oauth_required", "Webhooks are for OAuth apps only.");
		const tail = incoming.path.slice(PATH.length + 1);
		if (tail === "categories")
			return json({ Property: ["photos", "details"], Contact: ["details"], Booking: CATEGORIES });
		if (tail === "" && incoming.method === "POST") return json(toRow(this.create(caller.user.id, incoming)), 201);
		const mine = this.rows.filter(({ userId }) => userId === caller.user.id);
		if (tail === "") return envelope(incoming.url, mine, toRow);
		const row = mine.find(({ id }) => String(id) === tail);
		if (!row) throw new OwnerrezError(404, "not_found", "There is no such subscription.");
		if (incoming.method !== "DELETE") return json(toRow(row));
		this.rows = this.rows.filter((other) => other !== row);
		this.changed();
		return { status: 204 };
	}

	save(): Subscription[] {
		return this.rows;
	}

	load(rows: Subscription[]): void {
		this.rows = rows;
		this.nextId = Math.max(this.nextId, ...rows.map(({ id }) => id + 1));
	}

	private create(userId: string, incoming: Incoming): Subscription {
		const parsed = createBody.safeParse(parseJson(incoming.body.toString("utf8")));
		if (!parsed.success) throw new OwnerrezError(400, "invalid_request", "type, action and webhook_url are required.");
		const { type, action, webhook_url: url, category } = parsed.data;
		const row: Subscription = {
			id: this.nextId++,
			userId,
			type: snake(type),
			action: snake(action),
			url,
			...(category === undefined ? {} : { category }),
		};
		this.rows.push(row);
		this.changed();
		return row;
	}
}

const CATEGORIES = ["availability", "charge", "financial", "dates", "canceled"];

function toRow({ id, type, action, url, category }: Subscription): JsonObject {
	return { id, type, action, webhook_url: url, category };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
