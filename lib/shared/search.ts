/** What the command palette asks for and is given. */
import { z } from "zod";
import { reservationKind, reservationStatus, searchHit } from "./reservations";

export const searchQuery = z.strictObject({
	q: z.string().trim().min(1).max(200),
});

export const foundReservation = z.object({
	id: z.string(),
	tenantId: z.string(),
	tenantName: z.string(),
	provider: z.string(),
	remoteId: z.string(),
	number: z.string().nullable(),
	kind: reservationKind,
	status: reservationStatus,
	gone: z.boolean(),
	guestName: z.string().nullable(),
	title: z.string().nullable(),
	arrival: z.string().nullable(),
	departure: z.string().nullable(),
	hit: searchHit.nullable(),
});
export type FoundReservation = z.infer<typeof foundReservation>;

export const foundTenant = z.object({ id: z.string(), name: z.string(), provider: z.string() });
export type FoundTenant = z.infer<typeof foundTenant>;

export const foundConnection = z.object({ id: z.string(), label: z.string(), provider: z.string(), state: z.string() });
export type FoundConnection = z.infer<typeof foundConnection>;

/** A few of each, the best first. */
export const searchResult = z.object({
	reservations: z.array(foundReservation),
	/** How many reservations match in all, counted up to a cap. */
	total: z.number(),
	totalCapped: z.boolean(),
	/** No reservation matched exactly; these resemble the words. */
	similar: z.boolean(),
	tenants: z.array(foundTenant),
	connections: z.array(foundConnection),
});
export type SearchResult = z.infer<typeof searchResult>;
