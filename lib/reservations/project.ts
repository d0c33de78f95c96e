/**
 * Canonical record → the columns that lists filter and sort by. Pure, and total: whatever a provider's record holds,
 * this gives values that the database accepts. The record itself is stored beside them, so nothing is lost here.
 */
import "server-only";
import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import type { CanonicalPerson, CanonicalReservation } from "@/lib/providers/canonical";
import { isCalendarDate } from "@/lib/shared/dates";
import { instantNanoseconds } from "./compare-versions";
import { conflictKinds } from "./find-conflicts";
import { digitsOf, foldText, wellFormed } from "./fold-text";

/** Grows when the columns of a record would come out differently; rows of an older one are written anew (reproject.ts). */
export const PROJECTION = 2;

/** A group of 300 people with e-mail and two phones needs about 22,000 characters. */
const SEARCH_TEXT_MAX = 32_768;
/** One hostile field must not crowd out the others. */
const FIELD_MAX = 300;
const SORT_MAX = 200;
const INT4_MAX = 2_147_483_647;
/** Digits of a decimal we keep in a column; longer ones are shown from the record only. */
const DECIMAL_MAX = 60;
/** Longer than any id of either provider, short enough for an index entry. */
const ID_MAX = 300;

export interface ProjectedAssignment {
	remote_id: string;
	position: number;
	unit_remote_id: string | null;
	arrival: string | null;
	departure: string | null;
}

/** Names are those of the columns. Dates `YYYY-MM-DD`, instants ISO text with microseconds. */
export interface ProjectedReservation {
	entity: string;
	remote_id: string;
	number: string | null;
	kind: string;
	status: string;
	raw_status: string | null;
	arrival: string | null;
	departure: string | null;
	guest_name: string | null;
	guest_sort: string | null;
	title: string | null;
	channel: string | null;
	people_count: number;
	assignment_count: number;
	unassigned_count: number;
	currency: string | null;
	balance: string | null;
	booked_at: string | null;
	cancelled_at: string | null;
	remote_updated_at: string | null;
	remote_version: number | null;
	person_ids: string[];
	search_text: string;
	content_hash: string;
	/** Kinds of conflicts inside the record, each once. */
	conflicts: string[];
	projection: number;
	canonical: CanonicalReservation;
	assignments: ProjectedAssignment[];
}

/** `contacts`: contact records by person id, for providers that keep them apart. */
export function projectReservation(
	record: CanonicalReservation,
	contacts: ReadonlyMap<string, CanonicalPerson> = new Map(),
): ProjectedReservation {
	const canonical = storable(record);
	const people = canonical.people.map((person) => withContact(person, contacts.get(person.id)));
	const guestName = guestNameOf(people);
	return {
		entity: canonical.entity,
		remote_id: canonical.remoteId,
		number: canonical.number,
		kind: canonical.kind,
		status: canonical.status,
		raw_status: canonical.rawStatus,
		arrival: dateOrNull(canonical.arrival),
		departure: dateOrNull(canonical.departure),
		guest_name: guestName,
		guest_sort: guestName === null ? null : wellFormed(foldText(guestName).slice(0, SORT_MAX)) || null,
		title: canonical.title,
		channel: canonical.channel,
		people_count: canonical.people.length,
		assignment_count: canonical.assignments.length,
		unassigned_count: canonical.assignments.filter((assignment) => assignment.unitId === null).length,
		currency: canonical.currency,
		balance: canonical.balance !== null && canonical.balance.length <= DECIMAL_MAX ? canonical.balance : null,
		booked_at: instantOrNull(canonical.bookedAt),
		cancelled_at: instantOrNull(canonical.cancelledAt),
		remote_updated_at: instantOrNull(canonical.updatedAt),
		remote_version: canonical.version !== null && Math.abs(canonical.version) <= INT4_MAX ? canonical.version : null,
		person_ids: [...new Set(canonical.people.map((person) => person.id))].filter((id) => id.length <= ID_MAX),
		search_text: searchTextOf(canonical, people),
		content_hash: contentHash(canonical),
		conflicts: conflictKinds(canonical),
		projection: PROJECTION,
		canonical,
		assignments: projectAssignments(canonical),
	};
}

/** SHA-256 over JSON with sorted keys: equal records give equal hashes whatever order their fields came in. */
export function contentHash(canonical: CanonicalReservation): string {
	return createHash("sha256").update(sortedJson(canonical)).digest("hex");
}

export function sortedJson(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) =>
		typeof inner === "object" && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
			: inner,
	);
}

/** "Jane Doe"; null when neither part is given. */
export function personName(person: Pick<CanonicalPerson, "firstName" | "lastName">): string | null {
	const name = [person.firstName, person.lastName]
		.map((part) => part?.trim() ?? "")
		.filter((part) => part !== "")
		.join(" ");
	return name === "" ? null : name;
}

/** The record's own data first; the separate contact record fills what it leaves open. */
export function withContact(person: CanonicalPerson, contact: CanonicalPerson | null | undefined): CanonicalPerson {
	if (contact === null || contact === undefined) return person;
	const named = personName(person) !== null;
	return {
		id: person.id,
		isPrimary: person.isPrimary,
		firstName: named ? person.firstName : contact.firstName,
		lastName: named ? person.lastName : contact.lastName,
		email: person.email ?? contact.email,
		phones: person.phones.length > 0 ? person.phones : contact.phones,
		address: person.address ?? contact.address,
	};
}

function guestNameOf(people: readonly CanonicalPerson[]): string | null {
	const primary = people.find((person) => person.isPrimary);
	for (const person of primary === undefined ? people : [primary, ...people]) {
		const name = personName(person);
		if (name !== null) return name;
	}
	return null;
}

/** Most telling first, so that the cap cuts what is searched least. */
function searchTextOf(canonical: CanonicalReservation, people: readonly CanonicalPerson[]): string {
	const words = [
		canonical.number,
		canonical.channelCode,
		canonical.title,
		...people.map(personName),
		...people.map((person) => person.email),
		...people.flatMap((person) => person.phones.map((phone) => digitsOf(phone.number))),
		canonical.remoteId,
	];
	const parts = new Set<string>();
	for (const word of words) {
		if (word !== null) parts.add(foldText(word.slice(0, FIELD_MAX)));
	}
	parts.delete("");
	return wellFormed([...parts].join(" ").slice(0, SEARCH_TEXT_MAX));
}

function projectAssignments(canonical: CanonicalReservation): ProjectedAssignment[] {
	const seen = new Map<string, number>();
	return canonical.assignments.map((assignment, position) => {
		// The rows are keyed by the assignment's id; a provider that repeats one must not lose a unit.
		const id = assignment.id.slice(0, ID_MAX);
		const repeat = seen.get(id) ?? 0;
		seen.set(id, repeat + 1);
		return {
			remote_id: repeat === 0 ? id : `${id}#${repeat + 1}`,
			position,
			unit_remote_id: assignment.unitId?.slice(0, ID_MAX) ?? null,
			arrival: dateOrNull(assignment.arrival),
			departure: dateOrNull(assignment.departure),
		};
	});
}

function dateOrNull(text: string | null): string | null {
	return text !== null && !text.startsWith("0000") && isCalendarDate(text) ? text : null;
}

/** Years 1 to 9999, which PostgreSQL and every reader understand; microseconds, as the column keeps them. */
function instantOrNull(text: string | null): string | null {
	const nanoseconds = instantNanoseconds(text);
	if (nanoseconds === null) return null;
	const iso = new Temporal.Instant(nanoseconds).toString({ smallestUnit: "microsecond", roundingMode: "floor" });
	return /^(?!0000)\d{4}-/.test(iso) ? iso : null;
}

/** PostgreSQL stores neither U+0000 nor halves of surrogate pairs; one such character would lose the whole page. */
function storable<T>(value: T): T {
	if (!/\\u(?:0000|d[89a-f])/i.test(JSON.stringify(value))) return value;
	return mapTexts(value, (text) => wellFormed(text.replaceAll("\0", ""))) as T;
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
	if (typeof value === "string") return change(value);
	if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)]));
}
