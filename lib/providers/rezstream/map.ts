/** Wire → canonical for rezStream. Pure; nothing is flattened (PROVIDERS.md 4.46). */
import "server-only";
import { addDays } from "@/lib/shared/dates";
import type {
	CanonicalAssignment,
	CanonicalInvoice,
	CanonicalLine,
	CanonicalPerson,
	CanonicalReservation,
	CanonicalUnit,
} from "../canonical";
import { exactSum } from "../exact-sum";
import type { RemoteTenant } from "../provider";
import { resolveTimeZone } from "../time-zone";
import { BLOCK_END_IS_DEPARTURE, RESERVATION_URL } from "./config";
import type { TokenDetails, WireBlock, WireInvoice, WirePerson, WireReservation, WireUnit } from "./schemas";

/** Only `Reserved` is published (1.8); the rest are likely names. What is not here is "unknown", with the raw text kept. */
const STATUS = new Map<string, CanonicalReservation["status"]>([
	["reserved", "confirmed"],
	["confirmed", "confirmed"],
	["checkedin", "confirmed"],
	["checkedout", "confirmed"],
	["inhouse", "confirmed"],
	["cancelled", "cancelled"],
	["canceled", "cancelled"],
	["noshow", "cancelled"],
	["tentative", "pending"],
	["pending", "pending"],
	["hold", "pending"],
	["held", "pending"],
]);

/** ASSUMED names of invoice item types (1.10). */
const LINE_KIND = new Map<string, CanonicalLine["kind"]>([
	["rent", "rent"],
	["rental", "rent"],
	["lodging", "rent"],
	["tax", "tax"],
	["fee", "fee"],
	["surcharge", "surcharge"],
	["payment", "payment"],
	["refund", "refund"],
	["deposit", "deposit"],
]);

function word(text: string | null): string {
	return (text ?? "").toLowerCase().replace(/[\s_-]/g, "");
}

export function mapTenant(tenant: TokenDetails["tenants"][number]): RemoteTenant {
	return {
		remoteId: tenant.remoteId,
		name: tenant.name,
		timeZoneRaw: tenant.timeZone,
		timeZone: resolveTimeZone(tenant.timeZone),
	};
}

export function mapReservation(wire: WireReservation): CanonicalReservation {
	const links = linkBothWays(wire);
	return {
		remoteId: wire.id,
		entity: "reservation",
		number: wire.confirmationNumber,
		kind: "stay",
		rawKind: null,
		status: STATUS.get(word(wire.status)) ?? "unknown",
		rawStatus: wire.status,
		arrival: wire.arrival ?? extreme(wire, "arrival"),
		departure: wire.departure ?? extreme(wire, "departure"),
		checkIn: null,
		checkOut: null,
		title: wire.groupName,
		notes: wire.notes,
		channel: wire.ingestionSource,
		channelCode: null,
		adults: null,
		children: null,
		infants: null,
		pets: null,
		// rezStream shows no currency anywhere (1.8).
		currency: null,
		total: sumIfAllGiven(wire.invoices.map(({ total }) => total)),
		paid: sumIfAllGiven(wire.invoices.map(({ paid }) => paid)),
		balance: sumIfAllGiven(wire.invoices.map(({ balance }) => balance)),
		bookedAt: wire.madeAt,
		updatedAt: wire.updatedAt,
		cancelledAt: wire.cancelledAt,
		version: wire.version,
		providerUrl: RESERVATION_URL,
		people: wire.people.map(mapPerson),
		assignments: wire.unitAssignments.map(
			(assignment): CanonicalAssignment => ({
				id: assignment.id,
				unitId: assignment.unitId,
				unitTypeId: assignment.unitTypeId,
				arrival: assignment.arrival,
				departure: assignment.departure,
				occupancy: assignment.occupancyCount,
				personIds: [...new Set(assignment.personIds)],
				invoiceIds: links.invoicesOf(assignment.id),
				revenue: assignment.rentalRevenue,
				tax: assignment.rentalTax,
				fee: assignment.rentalFee,
			}),
		),
		invoices: wire.invoices.map((invoice) => mapInvoice(invoice, links.assignmentsOf(invoice.id))),
		contactsSeparate: false,
	};
}

/** The link between an assignment and an invoice may be named on either side, or on both; here it is on both. */
function linkBothWays(wire: WireReservation) {
	const pairs: [assignmentId: string, invoiceId: string][] = [
		...wire.unitAssignments.flatMap(({ id, invoiceIds }) =>
			invoiceIds.map((invoiceId): [string, string] => [id, invoiceId]),
		),
		...wire.invoices.flatMap(({ id, unitAssignmentIds }) =>
			unitAssignmentIds.map((assignmentId): [string, string] => [assignmentId, id]),
		),
	];
	const byAssignment = new Map<string, Set<string>>();
	const byInvoice = new Map<string, Set<string>>();
	for (const [assignmentId, invoiceId] of pairs) {
		byAssignment.set(assignmentId, (byAssignment.get(assignmentId) ?? new Set()).add(invoiceId));
		byInvoice.set(invoiceId, (byInvoice.get(invoiceId) ?? new Set()).add(assignmentId));
	}
	return {
		invoicesOf: (assignmentId: string) => [...(byAssignment.get(assignmentId) ?? [])],
		assignmentsOf: (invoiceId: string) => [...(byInvoice.get(invoiceId) ?? [])],
	};
}

/** Envelope from the assignments' own dates: earliest arrival, latest departure. Plain dates order as text. */
function extreme(wire: WireReservation, field: "arrival" | "departure"): string | null {
	const dates = wire.unitAssignments.flatMap((assignment) => assignment[field] ?? []).sort();
	return (field === "arrival" ? dates[0] : dates.at(-1)) ?? null;
}

/**
 * The reservation's own total, paid and balance are not among rezStream's fields (1.10), only those of its invoices. Their sum is
 * given when every invoice has the figure; one missing figure makes the sum unknown, not smaller.
 */
function sumIfAllGiven(amounts: (string | null)[]): string | null {
	const given = amounts.filter((amount) => amount !== null);
	return given.length === 0 || given.length < amounts.length ? null : exactSum(given);
}

function mapPerson(wire: WirePerson): CanonicalPerson {
	return {
		id: wire.id,
		isPrimary: wire.isPrimary ?? false,
		firstName: wire.firstName,
		lastName: wire.lastName,
		email: wire.email,
		phones: [
			...(wire.mobilePhone === null ? [] : [{ kind: "mobile" as const, number: wire.mobilePhone }]),
			...(wire.phone === null ? [] : [{ kind: "phone" as const, number: wire.phone }]),
		],
		address: mapAddress(wire.address),
	};
}

function mapAddress(wire: WirePerson["address"]): CanonicalPerson["address"] {
	if (wire === null || wire === undefined) return null;
	const { street, city, region, postalCode, country } = wire;
	return { street, city, region, postalCode, country };
}

function mapInvoice(wire: WireInvoice, assignmentIds: string[]): CanonicalInvoice {
	return {
		id: wire.id,
		number: wire.number,
		payerId: wire.personId,
		assignmentIds,
		lines: wire.items.map((item, index) => ({
			id: item.id ?? `${wire.id}:${index}`,
			kind: LINE_KIND.get(word(item.type)) ?? "other",
			rawKind: item.type,
			description: item.description,
			amount: item.amount,
			taxable: null,
			assignmentId: item.unitAssignmentId,
		})),
		total: wire.total,
		paid: wire.paid,
		balance: wire.balance,
	};
}

/** A block becomes a record of its own kind, with one assignment of the same id (PROVIDERS.md 3). */
export function mapBlock(wire: WireBlock): CanonicalReservation {
	const departure = BLOCK_END_IS_DEPARTURE ? wire.endDate : addDays(wire.endDate, 1);
	return {
		remoteId: wire.id,
		entity: "block",
		number: null,
		kind: "block",
		rawKind: wire.type,
		status: "confirmed",
		rawStatus: null,
		arrival: wire.startDate,
		departure,
		checkIn: null,
		checkOut: null,
		title: wire.type,
		notes: wire.notes,
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
		updatedAt: wire.updatedAt,
		cancelledAt: null,
		version: null,
		providerUrl: RESERVATION_URL,
		people: [],
		assignments: [
			{
				id: wire.id,
				unitId: wire.unitId,
				unitTypeId: wire.unitTypeId,
				arrival: wire.startDate,
				departure,
				occupancy: null,
				personIds: [],
				invoiceIds: [],
				revenue: null,
				tax: null,
				fee: null,
			},
		],
		invoices: [],
		contactsSeparate: false,
	};
}

export interface UnitNames {
	types: Map<string, { name: string | null; maxOccupancy: number | null }>;
	properties: Map<string, string | null>;
	timeZoneRaw: string | null;
}

/** `position`: the unit's place in the answer, its order where rezStream gives none. */
export function mapUnit(wire: WireUnit, names: UnitNames, position: number): CanonicalUnit {
	const type = wire.unitTypeId === null ? undefined : names.types.get(wire.unitTypeId);
	return {
		remoteId: wire.id,
		name: wire.name ?? wire.id,
		typeId: wire.unitTypeId,
		typeName: type?.name ?? null,
		propertyName: (wire.propertyId === null ? null : names.properties.get(wire.propertyId)) ?? null,
		timeZoneRaw: names.timeZoneRaw,
		maxOccupancy: type?.maxOccupancy ?? null,
		currency: null,
		active: wire.active ?? true,
		sortOrder: wire.sortOrder ?? position,
	};
}
