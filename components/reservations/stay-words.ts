/** Stay dates in words. Pure; dates are plain dates of the tenant's calendar. */
import { formatDate } from "@/lib/shared/dates";

export { countWords as count } from "@/lib/shared/amount-words";

/** "12–17 Mar", "28 Feb – 3 Mar", with the year when it is not `thisYear`; "not given" for a missing side. */
export function formatStay(arrival: string | null, departure: string | null, thisYear: number): string {
	if (arrival === null && departure === null) return "dates not given";
	if (arrival === null) return `until ${formatShort(departure!, thisYear)}, arrival not given`;
	if (departure === null) return `from ${formatShort(arrival, thisYear)}, departure not given`;
	if (arrival === departure) return formatShort(arrival, thisYear);
	if (!departure.startsWith(yearOf(arrival))) return `${formatDate(arrival)} – ${formatDate(departure)}`;
	if (!departure.startsWith(arrival.slice(0, -3)))
		return `${withoutYear(arrival)} – ${formatShort(departure, thisYear)}`;
	return `${Number(arrival.slice(-2))}–${formatShort(departure, thisYear)}`;
}

/** "12 Mar", with the year when it is not `thisYear`. */
export function formatShort(date: string, thisYear: number): string {
	return Number(yearOf(date)) === thisYear ? withoutYear(date) : formatDate(date);
}

function yearOf(date: string): string {
	return date.slice(0, -6);
}

function withoutYear(date: string): string {
	return formatDate(date).split(" ").slice(0, 2).join(" ");
}

/** "1 night", "5 nights"; said when the provider gave departure before arrival. */
export function nightsWords(nights: number | null): string {
	if (nights === null) return "nights not given";
	if (nights < 0) return "departure before arrival";
	return nights === 1 ? "1 night" : `${nights} nights`;
}
