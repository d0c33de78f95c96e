/**
 * Works off what deliveries hinted at. A hint is never believed: the provider is asked, once for each reservation however
 * many deliveries named it, and the version guard of the mirror decides. What a look for changes has read meanwhile needs
 * no request at all; of many at once one look reads a hundred a request.
 */
import "server-only";
import { now } from "@/lib/clock";
import { AllowanceUsedUp } from "@/lib/connections/allowance";
import { noteChanges } from "@/lib/connections/change-rate";
import { CONTACTS_STREAM } from "@/lib/connections/streams";
import { ConnectionStopped } from "@/lib/connections/with-access";
import { db } from "@/lib/db/client";
import { AppError, PROVIDER_ERROR_RULES, ProviderError } from "@/lib/errors";
import { provider as providerById } from "@/lib/providers/registry";
import { confirmRevoked } from "./confirm-revoked";
import { hastenStream } from "./hasten-stream";
import { noteArrival } from "./note-arrival";
import {
	type FollowedTenant,
	failEvents,
	followedTenant,
	type PendingEvent,
	postponeEvents,
	settleEvents,
	settleReservation,
	takeEvents,
} from "./pending-events";
import { type Refreshed, refreshReservation } from "./refresh-reservation";
import { type ReservationHint, type SortedHints, sortHints } from "./sort-hints";

/** More reservations than this are left to the next look for changes; and a turn asks for no more than this. */
const SINGLE_READS = 20;
/** Hints hasten a look for changes, but not closer to the one before than this. */
const LOOK_GAP_SECONDS = 30;
/** A turn stops asking after this long: what it took becomes due again soon after. */
const TURN_MS = 8_000;
const INVENTORY_GAP_SECONDS = 60;
/** Clocks of two machines may be apart by this. */
const CLOCK_MARGIN_MS = 5_000;

const OUTCOMES: Record<Refreshed, string> = {
	changed: "Read: our copy is up to date.",
	same: "Read: nothing new.",
	gone: "The provider does not have it any more: marked as gone.",
	absent: "Neither here nor at the provider.",
};

/** Takes one tenant's due deliveries as far as it goes now. Throws only what is a bug, or the database's absence. */
export async function workOffWebhooks(tenantId: string, signal: AbortSignal): Promise<void> {
	const tenant = await followedTenant(tenantId);
	if (tenant === null) return;
	const events = await takeEvents(tenant);
	if (events.length === 0) return;
	await noteArrival(tenant.id, events);
	const provider = providerById(tenant.provider);
	const hints = sortHints(events, (action, type) => provider.webhooks?.meaning(action, type) ?? "other");
	try {
		await settleEvents(db(), hints.idle, "Nothing to do.");
		await markStale(tenant, hints);
		if (hints.revoked.length > 0 && (await probe(tenant, hints.revoked, signal))) return;
		await readReservations(tenant, hints.reservations, signal);
	} catch (error) {
		// The worker or the connection stops: what is still pending stays pending.
		if (error instanceof ConnectionStopped || (error instanceof AppError && error.code === "needs_reconnect")) return;
		throw error;
	}
}

/** What costs no request: units and contact records are read again by their own streams. */
async function markStale(tenant: FollowedTenant, { contacts, inventory, nameless }: SortedHints): Promise<void> {
	if (contacts.size + inventory.length + nameless.length === 0) return;
	const at = now();
	await db().$transaction(async (tx) => {
		if (inventory.length > 0) {
			await hastenStream(tx, tenant.id, "inventory", INVENTORY_GAP_SECONDS, at);
			await settleEvents(tx, inventory, "Units are read again.");
		}
		if (nameless.length > 0) {
			await hastenStream(tx, tenant.id, "changed", LOOK_GAP_SECONDS, at);
			await settleEvents(tx, nameless, "It does not say what changed: Rezdeck looks for changes.");
		}
		if (contacts.size > 0) {
			await tx.contact.updateMany({
				where: { tenantId: tenant.id, remoteId: { in: [...contacts.keys()] } },
				data: { fetchedAt: new Date(0) },
			});
			await hastenStream(tx, tenant.id, CONTACTS_STREAM, 0, at);
			await settleEvents(tx, [...contacts.values()].flat(), "Contact details are read again.");
		}
	});
}

/** Returns whether the token is dead. */
async function probe(tenant: FollowedTenant, events: readonly PendingEvent[], signal: AbortSignal): Promise<boolean> {
	const toldAt = events[0]?.receivedAt ?? now();
	try {
		const dead = await confirmRevoked(tenant, toldAt, signal);
		const note = dead
			? "Confirmed: the token is refused. The connection needs a person."
			: "Contradicted: the token still works. Nothing was changed.";
		await settleEvents(db(), events, note);
		return dead;
	} catch (error) {
		await keepForLater(error, events);
		return false;
	}
}

async function readReservations(
	tenant: FollowedTenant,
	hints: readonly ReservationHint[],
	signal: AbortSignal,
): Promise<void> {
	if (hints.length === 0) return;
	const [open, settled] = partition(hints, await alreadyRead(tenant.id));
	await settleEvents(db(), eventsOf(settled), "A look for changes has read it.");
	const [present, unknown] = partition(open, await neverHere(tenant.id, open));
	await settleEvents(db(), eventsOf(unknown), "Not here, or gone already.");
	const [deleted, changed] = partition(present, (hint) => hint.deletedBefore === null);
	if (changed.length <= SINGLE_READS) return readSingly(tenant, [...deleted, ...changed], signal);
	await db().$transaction(async (tx) => {
		await hastenStream(tx, tenant.id, "changed", LOOK_GAP_SECONDS, now());
		await postponeEvents(tx, eventsOf(changed), "Many at once: left to the next look for changes.");
	});
	await readSingly(tenant, deleted, signal);
}

/** Hints that a complete look for changes, begun after they arrived, has settled. A deletion is in no such look. */
async function alreadyRead(tenantId: string): Promise<(hint: ReservationHint) => boolean> {
	const look = await db().run.findFirst({
		where: { tenantId, state: "succeeded", stream: { kind: "changed" } },
		orderBy: { startedAt: "desc" },
		select: { startedAt: true },
	});
	const until = (look?.startedAt.getTime() ?? 0) - CLOCK_MARGIN_MS;
	return (hint) => hint.deletedBefore === null && hint.events.every(({ receivedAt }) => receivedAt.getTime() < until);
}

/** Deleted ones that the mirror does not hold, or holds as gone: nobody has to be asked. */
async function neverHere(
	tenantId: string,
	hints: readonly ReservationHint[],
): Promise<(hint: ReservationHint) => boolean> {
	const deleted = hints.filter(({ onlyDeleted }) => onlyDeleted).map(({ remoteId }) => remoteId);
	if (deleted.length === 0) return () => false;
	const here = await db().reservation.findMany({
		where: { tenantId, entity: "reservation", remoteId: { in: deleted }, goneBefore: null },
		select: { remoteId: true },
	});
	const present = new Set(here.map(({ remoteId }) => remoteId));
	return ({ onlyDeleted, remoteId }) => onlyDeleted && !present.has(remoteId);
}

/** One request each; the rest waits for the next turn. */
async function readSingly(tenant: FollowedTenant, hints: readonly ReservationHint[], signal: AbortSignal) {
	const turnEnds = Date.now() + TURN_MS;
	let changes = 0;
	for (const hint of hints.slice(0, SINGLE_READS)) {
		if (Date.now() > turnEnds) break;
		try {
			const askedAt = now();
			const outcome = await refreshReservation(tenant, hint.remoteId, hint.deletedBefore, signal);
			if (outcome === "changed" || outcome === "gone") changes++;
			await settleReservation(db(), tenant, hint.events, { askedAt, note: OUTCOMES[outcome] });
		} catch (error) {
			// After a failure that is not about this record alone the others would fail too.
			if (await keepForLater(error, hint.events)) break;
		}
	}
	await noteChanges(db(), tenant.id, changes);
}

/** Returns whether the next request would fail for the same reason. */
async function keepForLater(error: unknown, events: readonly PendingEvent[]): Promise<boolean> {
	const held = error instanceof ProviderError && error.kind === "rate_limited";
	if (error instanceof AllowanceUsedUp || held) {
		await postponeEvents(db(), events, "Waits for the request allowance.");
		return true;
	}
	if (!(error instanceof ProviderError)) throw error;
	const { text, retry } = PROVIDER_ERROR_RULES[error.kind];
	await failEvents(db(), events, text.replaceAll("{provider}", providerById(error.provider).label));
	return retry !== "no" || error.kind === "unauthorized" || error.kind === "grant_invalid";
}

function eventsOf(hints: readonly ReservationHint[]): PendingEvent[] {
	return hints.flatMap(({ events }) => events);
}

/** [those that do not, those that do]. */
function partition<T>(items: readonly T[], does: (item: T) => boolean): [T[], T[]] {
	const not: T[] = [];
	const matching: T[] = [];
	for (const item of items) (does(item) ? matching : not).push(item);
	return [not, matching];
}
