/** The day that a board shows. Pure, and without schemas: the page of the day reads its address with it. */
import { isRelativeDate } from "./dates";

/** The years that lists of reservations know. */
export const FIRST_DATE = "1900-01-01";
export const LAST_DATE = "2999-12-31";

/** A plain date of those years, or a day relative to each tenant's own today: "today+1". */
export function isDayDate(text: string): boolean {
	return isRelativeDate(text) && (text.startsWith("today") || (text >= FIRST_DATE && text <= LAST_DATE));
}
