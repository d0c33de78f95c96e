/** Sends OwnerRez webhooks: Basic auth, GUID ids, the entity inside, up to ten tries (PROVIDERS.md 2.9). */
import { randomUUID } from "node:crypto";
import type { FaultBook } from "../http/faults";
import type { Settings } from "../settings";
import type { AppliedChange } from "../world/changes";
import { type JsonObject, jsonText } from "../world/json-text";
import { ownerrezBooking, ownerrezGuest } from "../world/ownerrez-record";
import type { OwnerrezUser } from "../world/ownerrez-user";
import type { Subscriptions } from "./subscriptions";
import type { OwnerrezTokens } from "./tokens";

const MAX_TRIES = 10;
/** Receivers have to answer within two seconds (PROVIDERS.md 2.8). */
const ANSWER_MS = 2000;
const REORDER_MS = 1500;
const KEPT_DELIVERIES = 2000;

export interface WebhookTarget {
	url: string;
	user: string;
	password: string;
}

export interface Delivery {
	id: string;
	url: string;
	action: string;
	entityType: string;
	entityId: string;
	tries: number;
	/** Status of the last try; 0 when nothing answered. */
	status: number;
	state: "sending" | "waiting" | "delivered" | "given_up" | "dropped";
	at: string;
}

export interface WebhookParts {
	target: WebhookTarget | undefined;
	settings: Settings;
	tokens: OwnerrezTokens;
	subscriptions: Subscriptions;
	faults: FaultBook;
	now: () => Date;
}

export class WebhookSender {
	private readonly log: Delivery[] = [];
	private readonly timers = new Set<NodeJS.Timeout>();
	private readonly stopping = new AbortController();

	constructor(private readonly parts: WebhookParts) {}

	/** A change of a user's record is told to whoever the user has let in. */
	changeHappened(user: OwnerrezUser, change: AppliedChange): void {
		if (change.silent) return;
		const index = user.indexOf(change.id);
		if (change.op === "guest") {
			const guest = user.guestOf(index);
			this.tell(user, "entity_update", "guest", String(user.guestId(guest)), ["details"], ownerrezGuest(user, guest));
			return;
		}
		if (change.op === "set_unit") {
			const property = user.propertyIndexOf(change.id);
			this.tell(user, "entity_update", "property", change.id, ["details"], user.propertyRow(property, true));
			return;
		}
		const action =
			change.op === "create" || change.op === "restore"
				? "entity_create"
				: change.op === "delete"
					? "entity_delete"
					: "entity_update";
		const entity = action === "entity_delete" ? undefined : ownerrezBooking(user, index, { charges: true });
		this.tell(user, action, "booking", change.id, categoriesOf(change), entity);
	}

	/** The user took the app's access away in the settings (PROVIDERS.md 2.3). */
	appRevoked(user: OwnerrezUser): void {
		const { target } = this.parts;
		if (!target) return;
		const payload = payloadOf(user, "application_authorization_revoked", "api_application", "1", [], undefined);
		this.dispatch(target.url, basic(target), payload);
	}

	/** The test ping of the settings page (PROVIDERS.md 2.9). */
	ping(user: OwnerrezUser): void {
		const { target } = this.parts;
		if (target)
			this.dispatch(target.url, basic(target), payloadOf(user, "webhook_test", "api_application", "1", [], undefined));
	}

	deliveries(): Delivery[] {
		return this.log.map((delivery) => ({ ...delivery }));
	}

	close(): void {
		this.stopping.abort();
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
	}

	private tell(
		user: OwnerrezUser,
		action: string,
		entityType: string,
		entityId: string,
		categories: string[],
		entity: JsonObject | undefined,
	): void {
		const { target, settings, subscriptions, tokens } = this.parts;
		if (!tokens.isConnected(user.id)) return;
		if (target)
			this.dispatch(target.url, basic(target), payloadOf(user, action, entityType, entityId, categories, entity));
		for (const { url } of subscriptions.matching(user.id, entityType, action)) {
			const credentials = settings.webhookSubscriptionsWithBasic && target ? basic(target) : undefined;
			this.dispatch(url, credentials, payloadOf(user, action, entityType, entityId, categories, entity));
		}
	}

	private dispatch(url: string, authorization: string | undefined, payload: JsonObject): void {
		const delivery: Delivery = {
			id: String(payload.id),
			url,
			action: String(payload.action),
			entityType: String(payload.entity_type),
			entityId: String(payload.entity_id),
			tries: 0,
			status: 0,
			state: "sending",
			at: this.parts.now().toISOString(),
		};
		this.log.push(delivery);
		if (this.log.length > KEPT_DELIVERIES) this.log.shift();
		const fault = this.parts.faults.take({
			server: "webhook",
			method: "POST",
			path: new URL(url).pathname,
			headers: {},
		});
		if (fault?.kind === "webhook_drop") {
			delivery.state = "dropped";
			return;
		}
		const body = jsonText(payload);
		const send = () => void this.attempt(delivery, url, authorization, body);
		if (fault?.kind === "webhook_reorder") this.later(fault.delayMs ?? REORDER_MS, send);
		else send();
		if (fault?.kind === "webhook_duplicate") this.later(fault.delayMs ?? 50, send);
	}

	private async attempt(
		delivery: Delivery,
		url: string,
		authorization: string | undefined,
		body: string,
	): Promise<void> {
		delivery.tries++;
		delivery.state = "sending";
		try {
			const response = await fetch(url, {
				method: "POST",
				redirect: "manual",
				headers: {
					"content-type": "application/json",
					"user-agent": "OwnerRez Webhooks",
					...(authorization ? { authorization } : {}),
				},
				body,
				signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(ANSWER_MS)]),
			});
			await response.arrayBuffer();
			delivery.status = response.status;
		} catch {
			delivery.status = 0;
		}
		if (this.stopping.signal.aborted) return;
		if (delivery.status >= 200 && delivery.status < 300) delivery.state = "delivered";
		else if (delivery.tries >= MAX_TRIES) delivery.state = "given_up";
		else {
			delivery.state = "waiting";
			const wait = this.parts.settings.webhookRetryBaseMs * 2 ** (delivery.tries - 1);
			this.later(wait, () => void this.attempt(delivery, url, authorization, body));
		}
	}

	private later(ms: number, run: () => void): void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			run();
		}, ms);
		timer.unref();
		this.timers.add(timer);
	}
}

function basic({ user, password }: WebhookTarget): string {
	return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

function payloadOf(
	user: OwnerrezUser,
	action: string,
	entityType: string,
	entityId: string,
	categories: string[],
	entity: JsonObject | undefined,
): JsonObject {
	return {
		// A GUID in real deliveries, though the documentation shows a number (PROVIDERS.md 2.9).
		id: randomUUID(),
		user_id: Number(user.id),
		action,
		entity_type: entityType,
		entity_id: Number(entityId),
		categories,
		entity,
	};
}

function categoriesOf(change: AppliedChange): string[] {
	if (change.op === "cancel") return ["canceled", "availability"];
	if (change.op === "update" && change.what === "money") return ["charge", "financial"];
	if (change.op === "update" && change.what === "notes") return ["details"];
	return ["dates", "availability"];
}
