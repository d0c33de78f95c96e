/** Reads OwnerRez' webhooks (PROVIDERS.md 2.9). Basic authentication and no signature: a delivery is a hint, never a fact. */
import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { env } from "@/lib/env";
import { ProviderError } from "@/lib/errors";
import { parseExactJson } from "../exact-json";
import type { ProviderWebhooks, WebhookMeaning } from "../provider";
import { optionalId, optionalText } from "../wire";
import { OWNERREZ } from "./config";

/** Longest word of theirs that is kept; known ones are shorter than forty characters. */
const MAX_WORD = 100;

const word = optionalText.transform((text) => text?.trim().slice(0, MAX_WORD) ?? null).catch(null);
/** An id in a form that nobody has seen is no reason to refuse the delivery: it only says less. */
const id = optionalId.catch(null);

/** `entity` may hold the whole record; it is personal data that nobody vouches for, and is not read (PROVIDERS.md 4.55). */
const delivery = z.looseObject({ id, user_id: id, action: word, entity_type: word, entity_id: id });

export const ownerrezWebhooks: ProviderWebhooks = {
	missingConfiguration() {
		const { OWNERREZ_WEBHOOK_USER, OWNERREZ_WEBHOOK_PASSWORD } = env();
		return [
			...(OWNERREZ_WEBHOOK_USER === undefined ? ["OWNERREZ_WEBHOOK_USER"] : []),
			...(OWNERREZ_WEBHOOK_PASSWORD === undefined ? ["OWNERREZ_WEBHOOK_PASSWORD"] : []),
		];
	},

	userName: () => env().OWNERREZ_WEBHOOK_USER ?? null,

	verify(headers) {
		const { OWNERREZ_WEBHOOK_USER: user, OWNERREZ_WEBHOOK_PASSWORD: password } = env();
		const given = basicCredentials(headers.get("authorization"));
		// Both comparisons always run, so that the time tells neither which half was wrong nor how much of it was right.
		const userFits = sameText(given?.user ?? "", user ?? "");
		const passwordFits = sameText(given?.password ?? "", password ?? "");
		return given !== null && user !== undefined && password !== undefined && userFits && passwordFits;
	},

	parse(body) {
		const { id, user_id, action, entity_type, entity_id } = readDelivery(body);
		return {
			eventId: id,
			account: user_id,
			action: action ?? "(none)",
			entityType: entity_type,
			entityId: entity_id,
		};
	},

	meaning,

	steps: (url) => [
		"In OwnerRez, open your OAuth app and go to its webhook settings.",
		`Enter ${url} as the webhook URL.`,
		"Enter the user name and the password that this Rezdeck was started with.",
		"Subscribe to bookings, guests and properties: created, updated and deleted. Leave the rest off.",
		"Save, and send a test. It shows up in the list here.",
	],
};

/** Both spellings of "created" are in use, and both forms of writing (PROVIDERS.md 2.7, 2.9). */
function meaning(action: string, entityType: string | null): WebhookMeaning {
	const verb = snakeCase(action);
	if (verb === "application_authorization_revoked") return "revoked";
	if (verb === "webhook_test") return "test";
	const created = verb === "entity_create" || verb === "entity_insert";
	const deleted = verb === "entity_delete";
	if (!created && !deleted && verb !== "entity_update") return "other";
	switch (entityType === null ? null : snakeCase(entityType)) {
		case "booking":
			return deleted ? "deleted" : "record";
		case "guest":
			return "contact";
		case "property":
			return "inventory";
		default:
			return "other";
	}
}

function snakeCase(text: string): string {
	return text.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
}

function readDelivery(body: string): z.infer<typeof delivery> {
	let value: unknown;
	try {
		value = parseExactJson(body);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		// Without the cause: its message quotes the body.
		throw new ProviderError(OWNERREZ, "unexpected_shape", { detail: "a delivery is not JSON", field: "(body)" });
	}
	const read = delivery.safeParse(value);
	if (read.success) return read.data;
	throw new ProviderError(OWNERREZ, "unexpected_shape", { detail: "a delivery is not an object", field: "(body)" });
}

/** Split at the first colon: a password may hold more of them (PROVIDERS.md 4.52). Null when there are none. */
function basicCredentials(header: string | null): { user: string; password: string } | null {
	const encoded = /^basic +([A-Za-z0-9+/=_-]{1,4096})$/i.exec(header?.trim() ?? "")?.[1];
	if (encoded === undefined) return null;
	const text = Buffer.from(encoded, "base64").toString("utf8");
	const colon = text.indexOf(":");
	return colon === -1 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** In a time that depends on neither text. */
function sameText(a: string, b: string): boolean {
	return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
	return createHash("sha256").update(text, "utf8").digest();
}
