/** rezStream's wire shapes: published ones and the working shapes of PROVIDERS.md 1.8 and 1.10. Loose: unknown fields pass. */
import "server-only";
import { z } from "zod";
import {
	optionalAmount,
	optionalCount,
	optionalDate,
	optionalFlag,
	optionalId,
	optionalInstant,
	optionalInteger,
	optionalList,
	optionalText,
	wireAmount,
	wireDate,
	wireId,
} from "../wire";

const ASSUMED_TENANT = z
	.looseObject({ id: optionalId, tenantId: optionalId, name: optionalText, timeZone: optionalText })
	.transform(({ id, tenantId, name, timeZone }, check) => {
		const remoteId = id ?? tenantId;
		if (remoteId === null) {
			check.addIssue({ code: "custom", message: "a tenant without id", path: ["id"] });
			return z.NEVER;
		}
		return { remoteId, name: name ?? remoteId, timeZone };
	});

/** UNKNOWN shape (1.4). Read: an object with `tenants[]`, a bare array of tenants, or one tenant itself. */
export const tokenDetails = z.union([
	z
		.looseObject({
			tenants: z.array(ASSUMED_TENANT),
			scopes: z
				.array(z.string())
				.nullish()
				.transform((scopes) => scopes ?? null),
			multiTenant: optionalFlag,
		})
		.transform(({ tenants, scopes, multiTenant }) => ({ tenants, scopes, multiTenant })),
	z.array(ASSUMED_TENANT).transform((tenants) => ({ tenants, scopes: null, multiTenant: null })),
	ASSUMED_TENANT.transform((tenant) => ({ tenants: [tenant], scopes: null, multiTenant: null })),
]);
export type TokenDetails = z.infer<typeof tokenDetails>;

export const inventory = z.looseObject({
	business: z.looseObject({ name: optionalText, timeZone: optionalText }).nullish(),
	properties: optionalList(z.looseObject({ id: wireId, name: optionalText })),
	unitTypes: optionalList(z.looseObject({ id: wireId, name: optionalText, maxOccupancy: optionalCount })),
	units: optionalList(z.unknown()),
});

export const unit = z.looseObject({
	id: wireId,
	name: optionalText,
	unitTypeId: optionalId,
	propertyId: optionalId,
	sortOrder: optionalCount,
	active: optionalFlag,
});
export type WireUnit = z.infer<typeof unit>;

const unitAssignment = z.looseObject({
	id: wireId,
	arrival: optionalDate,
	departure: optionalDate,
	unitId: optionalId,
	unitTypeId: optionalId,
	occupancyCount: optionalCount,
	rentalRevenue: optionalAmount,
	rentalTax: optionalAmount,
	rentalFee: optionalAmount,
	personIds: optionalList(wireId),
	invoiceIds: optionalList(wireId),
});

const person = z.looseObject({
	id: wireId,
	isPrimary: optionalFlag,
	firstName: optionalText,
	lastName: optionalText,
	email: optionalText,
	phone: optionalText,
	mobilePhone: optionalText,
	address: z
		.looseObject({
			street: optionalText,
			city: optionalText,
			region: optionalText,
			postalCode: optionalText,
			country: optionalText,
		})
		.nullish(),
});
export type WirePerson = z.infer<typeof person>;

const invoice = z.looseObject({
	id: wireId,
	number: z
		.union([z.string(), z.int()])
		.nullish()
		.transform((number) => (number === null || number === undefined || number === "" ? null : String(number))),
	personId: optionalId,
	unitAssignmentIds: optionalList(wireId),
	items: optionalList(
		z.looseObject({
			id: optionalId,
			type: optionalText,
			description: optionalText,
			amount: wireAmount,
			unitAssignmentId: optionalId,
		}),
	),
	total: optionalAmount,
	paid: optionalAmount,
	balance: optionalAmount,
});
export type WireInvoice = z.infer<typeof invoice>;

/** The envelope may be absent when the assignments carry the dates; a reservation without any date does not fit (F-51). */
export const reservation = z
	.looseObject({
		id: wireId,
		version: optionalInteger,
		status: optionalText,
		confirmationNumber: z
			.union([z.string(), z.int()])
			.nullish()
			.transform((number) => (number === null || number === undefined || number === "" ? null : String(number))),
		madeAt: optionalInstant,
		updatedAt: optionalInstant,
		cancelledAt: optionalInstant,
		arrival: optionalDate,
		departure: optionalDate,
		ingestionSource: optionalText,
		/** Not among the working shapes; read when it comes, because groups go by a name. */
		groupName: optionalText,
		notes: optionalText,
		unitAssignments: optionalList(unitAssignment),
		people: optionalList(person),
		invoices: optionalList(invoice),
	})
	.superRefine((wire, check) => {
		for (const field of ["arrival", "departure"] as const) {
			if (wire[field] === null && wire.unitAssignments.every((assignment) => assignment[field] === null)) {
				check.addIssue({ code: "custom", message: "no date", path: [field] });
			}
		}
	});
export type WireReservation = z.infer<typeof reservation>;

export const block = z.looseObject({
	id: wireId,
	unitId: optionalId,
	unitTypeId: optionalId,
	startDate: wireDate,
	endDate: wireDate,
	type: optionalText,
	notes: optionalText,
	updatedAt: optionalInstant,
});
export type WireBlock = z.infer<typeof block>;

/** Lists may carry summaries (UNKNOWN, 1.5): a row that names neither people nor invoices is one, and its detail is read. */
export function isSummary(row: unknown): boolean {
	if (typeof row !== "object" || row === null) return false;
	const { people, invoices } = row as { people?: unknown; invoices?: unknown };
	return (people ?? null) === null && (invoices ?? null) === null;
}
