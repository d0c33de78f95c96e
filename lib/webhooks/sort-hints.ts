/** Many deliveries, few things to do: what they hint at, once each, whatever their order. Pure. */
import "server-only";
import type { WebhookMeaning } from "@/lib/providers/provider";
import type { PendingEvent } from "./pending-events";

export interface ReservationHint {
	remoteId: string;
	events: PendingEvent[];
	/** When the first deletion of it was told; null: none was. */
	deletedBefore: Date | null;
	/** Nothing but deletions was told. */
	onlyDeleted: boolean;
}

export interface SortedHints {
	/** One a reservation. */
	reservations: ReservationHint[];
	/** By the person's id. */
	contacts: Map<string, PendingEvent[]>;
	inventory: PendingEvent[];
	revoked: PendingEvent[];
	/** Something changed, and they do not say what. */
	nameless: PendingEvent[];
	/** Tests and whatever else asks for nothing. */
	idle: PendingEvent[];
}

export function sortHints(
	events: readonly PendingEvent[],
	meaning: (action: string, entityType: string | null) => WebhookMeaning,
): SortedHints {
	const reservations = new Map<string, ReservationHint>();
	const hints: SortedHints = {
		reservations: [],
		contacts: new Map(),
		inventory: [],
		revoked: [],
		nameless: [],
		idle: [],
	};
	for (const event of events) {
		const means = meaning(event.action, event.entityType);
		const { entityId } = event;
		if (means === "inventory" || means === "revoked") hints[means].push(event);
		else if (means === "test" || means === "other") hints.idle.push(event);
		else if (entityId === null) hints.nameless.push(event);
		else if (means === "contact") hints.contacts.set(entityId, [...(hints.contacts.get(entityId) ?? []), event]);
		else addReservation(reservations, entityId, event, means === "deleted");
	}
	hints.reservations = [...reservations.values()];
	return hints;
}

function addReservation(
	reservations: Map<string, ReservationHint>,
	remoteId: string,
	event: PendingEvent,
	deleted: boolean,
): void {
	const hint = reservations.get(remoteId) ?? { remoteId, events: [], deletedBefore: null, onlyDeleted: true };
	hint.events.push(event);
	if (!deleted) hint.onlyDeleted = false;
	else if (hint.deletedBefore === null || event.receivedAt < hint.deletedBefore) hint.deletedBefore = event.receivedAt;
	reservations.set(remoteId, hint);
}
