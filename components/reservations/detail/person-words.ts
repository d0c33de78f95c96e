/** People in words. Pure. */
import type { Invoice, Person, ReservationDetail } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";

export function personName(person: Pick<Person, "name">): string {
	return person.name === null || person.name.trim() === "" ? "name not given" : bounded(person.name);
}

/** First letters of first and last name; "?" when no name is given. Whole characters, also outside the basic plane. */
export function initials(person: Pick<Person, "firstName" | "lastName" | "name">): string {
	const parts = [person.firstName, person.lastName].filter((part) => part !== null && part.trim() !== "");
	const words = parts.length > 0 ? parts : (person.name ?? "").split(/\s+/).filter((word) => word !== "");
	const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => firstLetter(word ?? ""));
	return letters.join("").toLocaleUpperCase("en") || "?";
}

function firstLetter(word: string): string {
	return [...word].find((character) => /\p{L}|\p{N}/u.test(character)) ?? "";
}

/** Whether a text that somebody types finds a person: by name, e-mail or digits of a phone. */
export function personMatches(person: Person, text: string): boolean {
	const wanted = text.trim().toLocaleLowerCase();
	if (wanted === "") return true;
	if ((person.name ?? "").toLocaleLowerCase().includes(wanted)) return true;
	if ((person.email ?? "").toLocaleLowerCase().includes(wanted)) return true;
	const digits = wanted.replace(/\D/g, "");
	return digits.length >= 3 && person.phones.some((phone) => phone.number.replace(/\D/g, "").includes(digits));
}

/** Who pays an invoice, honestly. */
export function payerWords(
	invoice: Pick<Invoice, "payerId">,
	people: ReservationDetail["people"],
): { known: boolean; text: string } {
	if (invoice.payerId === null) return { known: false, text: "no payer given" };
	const payer = people.find((person) => person.id === invoice.payerId);
	if (payer === undefined) return { known: false, text: "payer is not among the people given" };
	return { known: true, text: personName(payer) };
}

/** "Invoice 1042", "Invoice 3 of 12" when it has no number. */
export function invoiceName(invoice: Invoice, invoices: readonly Invoice[]): string {
	if (invoice.number !== null && invoice.number.trim() !== "") return `Invoice ${bounded(invoice.number)}`;
	return invoices.length === 1 ? "Invoice" : `Invoice ${invoices.indexOf(invoice) + 1} of ${invoices.length}`;
}
