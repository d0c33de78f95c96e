/** Where a search's words stand in a record, and which part of the text they are. Pure. */
import "server-only";
import type { CanonicalPerson, CanonicalReservation } from "@/lib/providers/canonical";
import type { SearchHit } from "@/lib/shared/reservations";
import { digitsOf, foldText } from "./fold-text";
import { personName } from "./project";

/** Longer texts are cut around the hit; a list has no room for more. */
const TEXT_MAX = 120;
/** So much of one field is looked at, as in the search text. */
const FIELD_MAX = 300;

interface Candidate {
	field: SearchHit["field"];
	text: string;
}

interface SearchedRecord {
	guestName: string | null;
	unitNames: readonly string[];
	canonical: CanonicalReservation;
	/** With what their contact records add. */
	people: readonly CanonicalPerson[];
}

/**
 * The field that explains why a record was found: the one that holds most of the words, the guest's name before others
 * among equals. `words` as searchWords gives them. Null when no single field holds any of them.
 */
export function findHit(words: readonly (readonly string[])[], record: SearchedRecord): SearchHit | null {
	let best: { candidate: Candidate; ranges: [number, number][]; held: number } | null = null;
	for (const candidate of candidatesOf(record)) {
		const text = candidate.text.slice(0, FIELD_MAX);
		const ranges = words.flatMap((forms) => rangesOf(text, forms, candidate.field === "phone"));
		const held = words.filter((forms) => rangesOf(text, forms, candidate.field === "phone").length > 0).length;
		if (held > (best?.held ?? 0)) best = { candidate: { ...candidate, text }, ranges, held };
		if (held === words.length) break;
	}
	if (best === null) return null;
	return { field: best.candidate.field, ...cutAround(best.candidate.text, merge(best.ranges)) };
}

/** What a row shows itself comes first: then nothing has to be added to it. */
function* candidatesOf({ guestName, unitNames, canonical, people }: SearchedRecord): Generator<Candidate> {
	if (guestName !== null) yield { field: "guest", text: guestName };
	if (canonical.number !== null) yield { field: "number", text: canonical.number };
	for (const text of unitNames) yield { field: "unit", text };
	if (canonical.title !== null) yield { field: "title", text: canonical.title };
	for (const person of people) {
		const name = personName(person);
		if (name !== null && name !== guestName) yield { field: "person", text: name };
	}
	for (const { email } of people) if (email !== null) yield { field: "email", text: email };
	for (const { phones } of people) for (const { number } of phones) yield { field: "phone", text: number };
	if (canonical.channelCode !== null) yield { field: "channel", text: canonical.channelCode };
	yield { field: "id", text: canonical.remoteId };
}

/** Where the first form that is contained stands, as a range of the text itself. */
function rangesOf(text: string, forms: readonly string[], digitsOnly: boolean): [number, number][] {
	const folded = digitsOnly ? mapDigits(text) : mapFolded(text);
	for (const form of forms) {
		const wanted = digitsOnly ? digitsOf(form) : form;
		const at = wanted === "" ? -1 : folded.text.indexOf(wanted);
		const begin = folded.from[at];
		const end = folded.to[at + wanted.length - 1];
		if (at !== -1 && begin !== undefined && end !== undefined) return [[begin, end]];
	}
	return [];
}

interface Mapped {
	text: string;
	/** For each UTF-16 unit of `text`: where the character it comes from begins and ends. */
	from: number[];
	to: number[];
}

/** foldText character by character, so that each knows where it came from. */
function mapFolded(text: string): Mapped {
	return mapCharacters(text, (character) => (/[\p{Cc}\s]/u.test(character) ? " " : foldText(character)));
}

function mapDigits(text: string): Mapped {
	return mapCharacters(text, digitsOf);
}

function mapCharacters(text: string, change: (character: string) => string): Mapped {
	const mapped: Mapped = { text: "", from: [], to: [] };
	let at = 0;
	for (const character of text) {
		const end = at + character.length;
		const changed = change(character);
		const isMark = changed === "";
		const repeatsBlank = changed === " " && (mapped.text === "" || mapped.text.endsWith(" "));
		// A mark belongs to the letter before it.
		if (isMark && mapped.to.length > 0) mapped.to[mapped.to.length - 1] = end;
		if (!isMark && !repeatsBlank) {
			mapped.text += changed;
			for (let unit = 0; unit < changed.length; unit++) {
				mapped.from.push(at);
				mapped.to.push(end);
			}
		}
		at = end;
	}
	return mapped;
}

function merge(ranges: readonly [number, number][]): [number, number][] {
	const merged: [number, number][] = [];
	for (const [begin, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
		const last = merged.at(-1);
		if (last !== undefined && begin <= last[1]) last[1] = Math.max(last[1], end);
		else merged.push([begin, end]);
	}
	return merged;
}

/** The text itself when it is short; else a stretch of it that begins shortly before the first range. */
function cutAround(text: string, ranges: [number, number][]): Pick<SearchHit, "text" | "ranges"> {
	if (text.length <= TEXT_MAX) return { text, ranges };
	const begin = Math.max(0, Math.min((ranges[0]?.[0] ?? 0) - 20, text.length - TEXT_MAX));
	const moved = ranges
		.map(([from, to]): [number, number] => [from - begin, Math.min(to - begin, TEXT_MAX)])
		.filter(([from, to]) => from < to);
	const [before, after] = [begin > 0 ? "…" : "", begin + TEXT_MAX < text.length ? "…" : ""];
	return {
		text: `${before}${text.slice(begin, begin + TEXT_MAX)}${after}`,
		ranges: moved.map(([from, to]) => [from + before.length, to + before.length]),
	};
}
