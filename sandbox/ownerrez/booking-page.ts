/** /bookings/{id}: one booking as a person finds it there (lib/providers/ownerrez: BOOKING_PATH). The vendor's page asks for a sign-in. */
import { escapeHtml, page, problemPage } from "../http/page";
import type { Incoming, Reply } from "../http/server";
import { ownerrezBooking } from "../world/ownerrez-record";
import type { OwnerrezUser } from "../world/ownerrez-user";
import type { World } from "../world/world";

const VENDOR = "app.ownerrez.com";
const PATH = /^\/bookings\/(\d+)$/;

export function bookingReply({ world }: { world: World }, incoming: Incoming): Reply | null {
	const id = PATH.exec(incoming.path)?.[1];
	if (id === undefined || incoming.method !== "GET") return null;
	for (const user of world.users) {
		const index = user.liveIndexOf(id);
		if (index >= 0) return show(user, index, id);
	}
	return problemPage(VENDOR, "Not found", `No account of this sandbox has a booking ${id}.`, 404);
}

function show(user: OwnerrezUser, index: number, id: string): Reply {
	const record = ownerrezBooking(user, index, { guest: true });
	const guest = record.guest as { first_name?: string; last_name?: string } | undefined;
	const name = [guest?.first_name, guest?.last_name].filter((part) => part !== undefined && part !== "").join(" ");
	const rows = [
		["Id", id],
		["Type", String(record.type)],
		["Status", String(record.status)],
		["Arrival", String(record.arrival)],
		["Departure", String(record.departure)],
		record.is_block === true ? ["Title", String(record.title ?? "none")] : ["Guest", name || "no name"],
		["Account", user.name],
	]
		.map(([label = "", value = ""]) => `<tr><th scope="row">${label}</th><td>${escapeHtml(value)}</td></tr>`)
		.join("");
	return page({
		title: `Booking ${id} at the OwnerRez sandbox`,
		vendor: VENDOR,
		body: `<table><tbody>${rows}</tbody></table><p class="soft">Nothing can be changed here: this page only shows what the sandbox's API serves.</p>`,
	});
}
