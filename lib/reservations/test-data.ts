/** Test support: records, tenants and actors, made by functions. Ids are short and speak. */
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import type {
	CanonicalAssignment,
	CanonicalInvoice,
	CanonicalPerson,
	CanonicalReservation,
	CanonicalUnit,
} from "@/lib/providers/canonical";
import { type ReservationFilter, reservationFilter } from "@/lib/shared/reservations";
import { recordKey } from "./record-key";
import { type StoredCounts, storePage } from "./store-page";

export function makePerson(over: Partial<CanonicalPerson> & { id: string }): CanonicalPerson {
	return { isPrimary: false, firstName: null, lastName: null, email: null, phones: [], address: null, ...over };
}

export function makeAssignment(over: Partial<CanonicalAssignment> & { id: string }): CanonicalAssignment {
	return {
		unitId: null,
		unitTypeId: null,
		arrival: null,
		departure: null,
		occupancy: null,
		personIds: [],
		invoiceIds: [],
		revenue: null,
		tax: null,
		fee: null,
		...over,
	};
}

export function makeInvoice(over: Partial<CanonicalInvoice> & { id: string }): CanonicalInvoice {
	return { number: null, payerId: null, assignmentIds: [], lines: [], total: null, paid: null, balance: null, ...over };
}

/** A confirmed stay of two nights without people, money or units. */
export function makeRecord(over: Partial<CanonicalReservation> & { remoteId: string }): CanonicalReservation {
	return {
		entity: "reservation",
		number: null,
		kind: "stay",
		rawKind: null,
		status: "confirmed",
		rawStatus: "active",
		arrival: "2026-11-20",
		departure: "2026-11-22",
		checkIn: null,
		checkOut: null,
		title: null,
		notes: null,
		channel: null,
		channelCode: null,
		adults: null,
		children: null,
		infants: null,
		pets: null,
		currency: null,
		total: null,
		paid: null,
		balance: null,
		bookedAt: null,
		updatedAt: null,
		cancelledAt: null,
		version: null,
		providerUrl: null,
		people: [],
		assignments: [],
		invoices: [],
		contactsSeparate: false,
		...over,
	};
}

export function makeUnit(over: Partial<CanonicalUnit> & { remoteId: string }): CanonicalUnit {
	return {
		name: `Cabin ${over.remoteId}`,
		typeId: null,
		typeName: null,
		propertyName: null,
		timeZoneRaw: null,
		maxOccupancy: null,
		currency: null,
		active: true,
		sortOrder: 0,
		...over,
	};
}

/** A tenant on an active connection of its own, whose window has been read and agrees with the provider as of now. */
export async function createTenant(
	over: {
		name?: string;
		timeZone?: string | null;
		included?: boolean;
		provider?: string;
		asOf?: Date | null;
		state?: string;
		windowCompletedAt?: Date | null;
	} = {},
): Promise<string> {
	const id = newId("ten");
	const connectionId = newId("con");
	const provider = over.provider ?? "playhouse";
	const at = new Date();
	await db().connection.create({
		data: {
			id: connectionId,
			provider,
			method: "oauth",
			state: over.state ?? "active",
			reason: "Healthy.",
			since: at,
			accountKey: id,
			accountLabel: over.name ?? "Tenant",
			multiTenant: false,
			requestedScopes: [],
			grantedScopes: [],
			createdBy: "opr_test",
		},
	});
	await db().tenant.create({
		data: {
			id,
			provider,
			remoteId: id,
			connectionId,
			name: over.name ?? "Tenant",
			timeZone: over.timeZone === undefined ? "UTC" : over.timeZone,
			included: over.included ?? true,
			asOf: over.asOf === undefined ? at : over.asOf,
		},
	});
	await db().stream.create({
		data: {
			id: newId("str"),
			connectionId,
			tenantId: id,
			kind: "window",
			position: 1,
			completedAt: over.windowCompletedAt === undefined ? at : over.windowCompletedAt,
		},
	});
	return id;
}

/** Stores records as one page; their "sealed" raw bodies are marked plain texts. */
export function store(
	tenantId: string,
	records: CanonicalReservation[],
	seenAt: Date = new Date(),
): Promise<StoredCounts> {
	const sealedRaws = new Map(records.map((record) => [recordKey(record), `sealed ${record.remoteId}`]));
	return db().$transaction((tx) =>
		storePage(tx, { tenantId, records: records.map((record) => ({ record, raw: {} })), sealedRaws, seenAt }),
	);
}

export function makeActor(over: Partial<Actor> = {}): Actor {
	return {
		kind: "operator",
		id: "opr_test",
		label: "test@example.com",
		role: "owner",
		tenantScope: "all",
		sessionId: null,
		provenAt: null,
		ip: null,
		requestId: null,
		...over,
	};
}

/** A filter as the URL gives it, with its defaults. */
export function filterOf(query: Record<string, string> = {}): ReservationFilter {
	return reservationFilter.parse(query);
}
