/** Test support: a reservation's detail and its parts, with what a test does not speak of left empty. */
import type { Assignment, Invoice, Person, ReservationDetail } from "@/lib/shared/reservations";

export function makePerson(over: Partial<Person> & { id: string }): Person {
	return {
		isPrimary: false,
		firstName: null,
		lastName: null,
		name: over.id,
		email: null,
		phones: [],
		address: null,
		contactLoaded: true,
		assignmentIds: [],
		invoiceIds: [],
		...over,
	};
}

export function makeAssignment(over: Partial<Assignment> & { id: string }): Assignment {
	return {
		arrival: "2026-03-10",
		departure: "2026-03-15",
		nights: null,
		unit: null,
		unitType: null,
		occupancy: null,
		personIds: [],
		invoiceIds: [],
		revenue: null,
		tax: null,
		fee: null,
		...over,
	};
}

export function makeInvoice(over: Partial<Invoice> & { id: string }): Invoice {
	return {
		number: over.id,
		payerId: null,
		assignmentIds: [],
		lines: [],
		total: null,
		paid: null,
		balance: null,
		...over,
	};
}

export function makeUnit(id: string) {
	return { id, name: id, type: null, property: null };
}

export function makeGroup(over: Partial<ReservationDetail> = {}): ReservationDetail {
	const detail: ReservationDetail = {
		id: "rsv_1",
		tenantId: "ten_1",
		tenantName: "Tenant",
		provider: "playhouse",
		remoteId: "1",
		number: null,
		kind: "stay",
		status: "confirmed",
		rawStatus: null,
		arrival: "2026-03-10",
		departure: "2026-03-15",
		nights: 5,
		guestName: null,
		title: null,
		units: [],
		assignmentCount: 0,
		unassignedCount: 0,
		conflictKinds: [],
		tags: [],
		flagged: false,
		noteCount: 0,
		flag: null,
		peopleCount: 0,
		channel: null,
		balance: null,
		bookedAt: null,
		cancelledAt: null,
		updatedAt: null,
		gone: null,
		asOf: "2026-03-01T00:00:00.000Z",
		tenantTimeZone: "UTC",
		connectionId: "con_1",
		channelCode: null,
		checkIn: null,
		checkOut: null,
		party: { adults: null, children: null, infants: null, pets: null },
		version: null,
		notes: null,
		providerLabel: "Provider",
		providerUrl: null,
		people: [],
		assignments: [],
		invoices: [],
		conflicts: [],
		totals: [],
		firstSeenAt: "2026-03-01T00:00:00.000Z",
		freshness: { state: "fresh", asOf: null, label: null, reason: null, tenants: [] },
	};
	return { ...detail, ...over };
}
