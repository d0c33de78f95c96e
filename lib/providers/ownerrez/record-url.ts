/** Where a booking opens in OwnerRez' own pages. */
import "server-only";
import { BOOKING_PATH, ownerrezConfig } from "./config";

/** Ids are whole numbers (PROVIDERS.md 2.7). Anything else would make an address that we did not mean. */
const BOOKING_ID = /^[1-9]\d{0,18}$/;

/** The address on the configured web host; null for an id that is no positive whole number. Blocks are bookings there (2.7). */
export function recordUrl(_entity: "reservation" | "block", remoteId: string): string | null {
	return BOOKING_ID.test(remoteId) ? `${ownerrezConfig().app}${BOOKING_PATH}${remoteId}` : null;
}
