/** Moves the world: one change at a time, each a pure function of (world, request, instant, number), so that a log replays. */
import type { Account, Provider } from "./account";
import { stampTicks, wholeSecondTicks } from "./booking-timeline";
import { dayToText, textToDay, textToTicks } from "./dates";
import { type JsonObject, mergeJson } from "./json-text";
import { makeOwnerrezRow } from "./make-ownerrez-row";
import { makeRezstreamRow } from "./make-rezstream-row";
import { isOwnerrez } from "./ownerrez-user";
import { hash, Rng } from "./random";
import { edit, slotsTaken } from "./record-edits";
import { RezstreamTenant } from "./rezstream-tenant";
import { Flag, Kind, Status } from "./table";
import type { World } from "./world";

export const CHANGE_OPS = [
	"create",
	"update",
	"cancel",
	"delete",
	"restore",
	"confirm_hold",
	"guest",
	"set",
	"set_unit",
] as const;
export type ChangeOp = (typeof CHANGE_OPS)[number];

export interface ChangeRequest {
	provider?: Provider;
	/** Tenant or user, by id or name; a random one when absent. */
	tenant?: string;
	op?: ChangeOp;
	id?: string;
	patch?: JsonObject;
	/** Leaves version and update stamp as they are: a change no feed tells of. */
	silent?: boolean;
}

export interface AppliedChange {
	provider: Provider;
	tenant: string;
	op: ChangeOp;
	/** Id of the record that changed. */
	id: string;
	/** What kind of edit an update was. */
	what?: string;
	patch?: JsonObject;
	silent?: boolean;
	at: number;
	number: number;
}

export class ChangeError extends Error {}

export function applyChange(world: World, request: ChangeRequest, at: number, number: number): AppliedChange {
	const pick = new Rng(hash(world.options.seed, number, 71));
	const account = chooseAccount(world, request, pick);
	const op = request.op ?? randomOp(account, pick);
	const done = (id: string, what?: string): AppliedChange => ({
		provider: account.provider,
		tenant: account.id,
		op,
		id,
		at,
		number,
		...(what === undefined ? {} : { what }),
		...(request.patch ? { patch: request.patch } : {}),
		...(request.silent ? { silent: true } : {}),
	});
	const rng = new Rng(hash(world.options.seed, number, 72));
	account.revision++;
	if (op === "create") return done(account.recordId(create(account, rng, at)));
	if (op === "set_unit") return done(setUnit(account, request));
	if (op === "restore") return done(account.recordId(restore(account, request.id, rng, at)));
	const index = request.id === undefined ? randomTarget(account, op, at, pick) : account.liveIndexOf(request.id);
	if (index < 0) throw new ChangeError(`no record ${request.id ?? `to ${op}`} in ${account.name}`);
	const id = account.recordId(index);
	const stamp = () => {
		if (!request.silent) bump(account, index, rng, at);
	};
	switch (op) {
		case "cancel":
			release(account, index);
			account.table.status[index] = Status.cancelled;
			account.table.cancelledMs[index] = Math.floor(at / 1000) * 1000;
			stamp();
			return done(id);
		case "delete":
			release(account, index);
			if (account instanceof RezstreamTenant) account.order.remove(index);
			account.table.flags[index] = account.table.at(account.table.flags, index) | Flag.deleted;
			account.deletedAt.set(index, at);
			return done(id);
		case "confirm_hold":
			account.table.kind[index] = Kind.booking;
			account.table.flags[index] = account.table.at(account.table.flags, index) | Flag.wasHold;
			account.table.status[index] = Status.reserved;
			stamp();
			return done(id);
		case "guest":
			return done(editGuest(account, index));
		case "set":
			set(account, index, request.patch ?? {}, stamp);
			return done(id);
		default: {
			const what = edit(account, index, rng, at);
			stamp();
			return done(id, what);
		}
	}
}

function chooseAccount(world: World, request: ChangeRequest, rng: Rng): Account {
	const accounts = world.accounts().filter(({ provider }) => !request.provider || provider === request.provider);
	if (request.tenant !== undefined) {
		const found = accounts.find(({ id, name }) => id === request.tenant || name === request.tenant);
		if (!found) throw new ChangeError(`no tenant ${request.tenant}`);
		return found;
	}
	if (request.id !== undefined) {
		const owner = accounts.find((account) => account.liveIndexOf(request.id as string) >= 0);
		if (!owner) throw new ChangeError(`no record ${request.id}`);
		return owner;
	}
	if (accounts.length === 0) throw new ChangeError("no tenants");
	return rng.pick(accounts);
}

function randomOp(account: Account, rng: Rng): ChangeOp {
	const at = rng.next();
	if (at < 0.32 || account.table.count < 5) return "create";
	if (at < 0.78) return "update";
	if (at < 0.92) return "cancel";
	if (at < 0.94) return "delete";
	if (at < 0.97 && isOwnerrez(account)) return "guest";
	return holdOf(account) >= 0 ? "confirm_hold" : "update";
}

function isHold(account: Account, index: number): boolean {
	const { table } = account;
	if (table.isDeleted(index)) return false;
	const tentative = table.at(table.status, index) === Status.tentative;
	return account.provider === "rezstream" ? tentative : table.at(table.kind, index) === Kind.quoteHold;
}

function holdOf(account: Account): number {
	for (let i = account.table.count - 1; i >= 0; i--) if (isHold(account, i)) return i;
	return -1;
}

/** A record people would still change: not cancelled, not over, and mostly a recent one. */
function randomTarget(account: Account, op: ChangeOp, at: number, rng: Rng): number {
	if (op === "confirm_hold") return holdOf(account);
	const { table } = account;
	const today = account.roughDay(at);
	let last = -1;
	for (let i = 0; i < 60; i++) {
		const index = Math.floor((1 - rng.next() ** 2 * 0.7) * (table.count - 1));
		if (index < 0 || table.isDeleted(index) || table.at(table.status, index) === Status.cancelled) continue;
		if (op === "guest" && isOwnerrez(account) && !account.hasGuest(index)) continue;
		if (account instanceof RezstreamTenant && index === account.bigGroup && op !== "update") continue;
		last = index;
		const ahead = table.at(table.arrival, index) - today;
		if (ahead >= 0 || (op === "update" && table.at(table.status, index) === Status.inHouse)) return index;
	}
	return last;
}

function create(account: Account, rng: Rng, at: number): number {
	const options = { bookedMs: at, nowMs: at, fresh: true };
	if (isOwnerrez(account)) {
		const index = account.table.add(makeOwnerrezRow(account, rng, options));
		account.table.updated[index] = wholeSecondTicks(at);
		return index;
	}
	const tenant = account as RezstreamTenant;
	const index = tenant.table.add(makeRezstreamRow(tenant, rng, options));
	tenant.table.updated[index] = stampTicks(rng, at);
	tenant.order.insert(index);
	return index;
}

/** Every real change raises the version and moves the row to the end of the change feed. */
function bump(account: Account, index: number, rng: Rng, at: number): void {
	const { table } = account;
	const before = table.at(table.updated, index);
	table.version[index] = table.at(table.version, index) + 1;
	table.changes[index] = Math.min(255, table.at(table.changes, index) + 1);
	if (account instanceof RezstreamTenant) {
		account.order.remove(index);
		table.updated[index] = Math.max(stampTicks(rng, at), before + 1);
		account.order.insert(index);
	} else {
		// OwnerRez stamps have whole seconds: a second edit within one must still show as newer.
		table.updated[index] = Math.max(wholeSecondTicks(at), before + 10_000_000);
	}
}

function release(account: Account, index: number): void {
	slotsTaken(account, index, -1);
}

/** Guest edits leave the booking's stamp alone (PROVIDERS.md 4, pitfall 34). */
function editGuest(account: Account, index: number): string {
	if (!isOwnerrez(account)) throw new ChangeError("only OwnerRez guests are records of their own");
	const guest = account.guestOf(index);
	if (guest < 0) throw new ChangeError("this record has no guest");
	account.guestEdits.set(guest, (account.guestEdits.get(guest) ?? 0) + 1);
	return account.recordId(index);
}

/** Dates and stamps in a patch move the row itself, so that filters and feeds agree with what is served. */
function set(account: Account, index: number, patch: JsonObject, stamp: () => void): void {
	const { table } = account;
	const { updatedAt, updated_utc: updatedUtc, version, arrival, departure, ...rest } = patch;
	const stampText = updatedAt ?? updatedUtc;
	moveDates(account, index, arrival, departure);
	if (Object.keys(rest).length > 0) {
		const overlay = account.overlay(index);
		overlay.patch = mergeJson(overlay.patch ?? {}, rest) as JsonObject;
		for (const [key, value] of Object.entries(rest)) if (value === null) overlay.patch[key] = null;
	}
	if (stampText === undefined) stamp();
	else {
		const ticks = textToTicks(String(stampText));
		if (Number.isNaN(ticks)) throw new ChangeError(`not an instant: ${String(stampText)}`);
		if (account instanceof RezstreamTenant) account.order.remove(index);
		table.updated[index] = ticks;
		if (account instanceof RezstreamTenant) account.order.insert(index);
	}
	if (typeof version === "number") table.version[index] = version;
}

function moveDates(account: Account, index: number, arrival: unknown, departure: unknown): void {
	if (arrival === undefined && departure === undefined) return;
	const { table } = account;
	const from = arrival === undefined ? table.at(table.arrival, index) : textToDay(String(arrival));
	const oldEnd = table.at(table.arrival, index) + table.at(table.nights, index);
	const to = departure === undefined ? oldEnd : textToDay(String(departure));
	// Nonsense that a provider may serve all the same: the calendar keeps a stay of no nights.
	const overlay = account.overlay(index);
	if (to < from) overlay.patch = { ...overlay.patch, departure: dayToText(to) };
	else delete overlay.patch?.departure;
	const nights = Math.max(0, to - from);
	if (!(nights < 1000)) throw new ChangeError("arrival and departure must be dates less than 1,000 nights apart");
	slotsTaken(account, index, -1);
	table.arrival[index] = from;
	table.nights[index] = nights;
	table.setSlots(
		index,
		table.slots(index).map((slot) => ({
			...slot,
			offset: Math.min(slot.offset, nights),
			nights: nights - Math.min(slot.offset, nights),
		})),
	);
	slotsTaken(account, index, 1);
}

function setUnit(account: Account, request: ChangeRequest): string {
	if (isOwnerrez(account)) {
		const property = account.propertyIndexOf(request.id ?? "");
		if (property < 0) throw new ChangeError(`no property ${request.id}`);
		account.propertyPatches.set(property, { ...account.propertyPatches.get(property), ...request.patch });
		return request.id as string;
	}
	if (!(account instanceof RezstreamTenant)) throw new ChangeError("an account of no known provider");
	const unit = account.units.find(({ id, name }) => id === request.id || name === request.id);
	if (!unit) throw new ChangeError(`no unit ${request.id}`);
	account.unitPatches.set(unit.id, { ...account.unitPatches.get(unit.id), ...request.patch });
	return unit.id;
}

function restore(account: Account, recordId: string | undefined, rng: Rng, at: number): number {
	const index = recordId === undefined ? ([...account.deletedAt.keys()].at(-1) ?? -1) : account.indexOf(recordId);
	if (index < 0 || !account.deletedAt.has(index)) throw new ChangeError(`not deleted: ${recordId}`);
	const { table } = account;
	account.deletedAt.delete(index);
	table.flags[index] = table.at(table.flags, index) & ~Flag.deleted;
	slotsTaken(account, index, 1);
	if (account instanceof RezstreamTenant) account.order.insert(index);
	bump(account, index, rng, at);
	return index;
}
