/** Calendar feeds: a filter of the reservation list under a secret address that calendar programs read. */
import { z } from "zod";
import { savedSearch } from "./views";

/** What an event of a feed may tell beside its dates. */
export const feedField = z.enum(["guest", "units", "tenant", "status", "number", "people", "channel"]);
export type FeedField = z.infer<typeof feedField>;

/** Nobody's name leaves the house unless it is chosen. */
export const DEFAULT_FEED_FIELDS: readonly FeedField[] = ["units", "tenant", "status"];

/** Calendar programs read a feed whole. */
export const FEED_EVENTS_MAX = 5000;

export const feed = z.object({
	id: z.string(),
	name: z.string(),
	/** Query string of the reservations page. */
	search: z.string(),
	/** The same in words. */
	shows: z.string(),
	fields: z.array(feedField),
	/** Whose rights it has. */
	operatorEmail: z.string(),
	createdAt: z.string(),
	lastReadAt: z.string().nullable(),
	revokedAt: z.string().nullable(),
});
export type Feed = z.infer<typeof feed>;

export const feedInput = z.strictObject({
	name: z.string().trim().min(1, "is needed").max(80),
	search: savedSearch.refine((text) => !new URLSearchParams(text).has("at"), "cannot be as known at an earlier moment"),
	fields: z
		.array(feedField)
		.max(feedField.options.length)
		.transform((fields) => feedField.options.filter((field) => fields.includes(field)))
		.default([...DEFAULT_FEED_FIELDS]),
});
export type FeedInput = z.input<typeof feedInput>;

/** Only in the answer to the request that made it. */
export const feedCreated = feed.extend({ url: z.string() });
export type FeedCreated = z.infer<typeof feedCreated>;
