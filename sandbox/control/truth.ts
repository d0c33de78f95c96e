/** The full true list of one tenant's records, as the API would serve each of them right now. */
import { allMoney, type MoneyKind } from "../ownerrez/lists";
import type { Provider } from "../world/account";
import { ChangeError } from "../world/changes";

import { type JsonObject, jsonText } from "../world/json-text";
import { ownerrezBooking, ownerrezGuest } from "../world/ownerrez-record";
import { isOwnerrez, type OwnerrezUser } from "../world/ownerrez-user";
import { rezstreamRecord } from "../world/rezstream-record";
import type { RezstreamTenant } from "../world/rezstream-tenant";
import type { World } from "../world/world";

export interface TruthQuery {
	provider: Provider;
	/** By id or name. */
	tenant: string;
	/** `reservations` when absent; also `blocks`, `inventory` or `guests`, `properties`, `payments`, `refunds`, `deposits`, `fees`. */
	entity?: string;
}

/** In pieces, so that a large world can be streamed. */
export function* truthText(world: World, { provider, tenant, entity = "reservations" }: TruthQuery): Iterable<string> {
	const account = world.account(provider, tenant);
	if (!account) throw new ChangeError(`no tenant ${tenant}`);
	const rows = isOwnerrez(account) ? ownerrezRows(account, entity) : rezstreamRows(account as RezstreamTenant, entity);
	yield `{"provider":${jsonText(provider)},"tenant":${jsonText(account.id)},"entity":${jsonText(entity)},"records":[`;
	let separator = "";
	for (const row of rows) {
		yield `${separator}${jsonText(row)}`;
		separator = ",\n";
	}
	yield `],"deletedIds":${jsonText(account.deletedIds())}}`;
}

function* rezstreamRows(tenant: RezstreamTenant, entity: string): Iterable<JsonObject> {
	if (entity === "inventory") yield tenant.inventory();
	else if (entity === "blocks") for (const [i, block] of tenant.blocks.entries()) yield tenant.blockRow(block, i);
	else if (entity === "reservations") {
		for (let i = 0; i < tenant.table.count; i++) if (!tenant.table.isDeleted(i)) yield rezstreamRecord(tenant, i);
	} else throw new ChangeError(`no entity ${entity}`);
}

function* ownerrezRows(user: OwnerrezUser, entity: string): Iterable<JsonObject> {
	const { table } = user;
	if (entity === "properties") for (const i of user.properties.keys()) yield user.propertyRow(i, true);
	else if (entity === "guests") {
		for (let i = 0; i < table.count; i++) if (user.isGuest(i)) yield ownerrezGuest(user, i);
	} else if (["payments", "refunds", "deposits", "fees"].includes(entity)) yield* allMoney(user, entity as MoneyKind);
	else if (entity === "reservations" || entity === "bookings") {
		const whole = { charges: true, guest: true };
		for (let i = 0; i < table.count; i++) if (!table.isDeleted(i)) yield ownerrezBooking(user, i, whole);
	} else throw new ChangeError(`no entity ${entity}`);
}
