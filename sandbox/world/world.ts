/** The whole made-up world: tenants, users and their bookings, deterministic from the seed and the anchor date. */
import type { Account, Provider } from "./account";
import { EXTREME_TENANT, EXTREME_USER, extremeStays, hostileInventory, hostileStays } from "./extremes";
import { fillOwnerrez, fillRezstream } from "./generate";
import { OwnerrezUser } from "./ownerrez-user";
import { type TenantPreset, tenantPreset, type UserPreset, userPreset } from "./presets";
import { hash, partGuid } from "./random";
import { RezstreamTenant } from "./rezstream-tenant";

export interface WorldOptions {
	seed: number;
	/** Start of the world: all bookings of the initial state were made before this instant. */
	anchorMs: number;
	reservations: number;
	rezstreamTenants: number;
	ownerrezUsers: number;
	canaryPii: boolean;
	/** Adds one account of each vendor with the worst that is possible, beside those asked for (extremes.ts). */
	extremes?: boolean;
}

/** Bookable nights in the two years the bookings fall into, and how full a place may become. */
const NIGHTS_PER_UNIT = 730 * 0.55;
const OWNERREZ_USER_BASE = 501_000_000;

export class World {
	readonly tenants: RezstreamTenant[] = [];
	readonly users: OwnerrezUser[] = [];

	constructor(readonly options: WorldOptions) {
		const { seed, reservations } = options;
		const tenantPresets = Array.from({ length: options.rezstreamTenants }, (_, i) => tenantPreset(seed, i));
		const userPresets = Array.from({ length: options.ownerrezUsers }, (_, i) => userPreset(seed, i));
		const counts = share(
			reservations,
			[...tenantPresets, ...userPresets].map(({ units }) => units),
		);
		for (const [i, preset] of tenantPresets.entries()) this.addTenant(i, preset, counts[i] as number);
		for (const [i, preset] of userPresets.entries()) {
			this.addUser(i, preset, counts[tenantPresets.length + i] as number);
		}
		if (options.extremes !== true) return;
		this.addTenant(this.tenants.length, EXTREME_TENANT, extremeStays(reservations), true);
		this.addUser(this.users.length, EXTREME_USER, extremeStays(reservations), true);
	}

	private addTenant(i: number, preset: TenantPreset, count: number, extreme = false): void {
		const { seed, anchorMs, canaryPii } = this.options;
		const key = hash(seed, 1, i);
		const tenant = new RezstreamTenant({
			provider: "rezstream",
			key,
			index: i,
			id: partGuid(key, 99, 0, 0),
			name: preset.name,
			zone: preset.zone,
			iana: preset.iana,
			anchorMs,
			canaryPii,
			extreme,
			location: preset.location,
			unitCount: unitsFor(preset.units, count, 0.63 * 4 * 1.6),
		});
		if (extreme) hostileInventory(tenant);
		fillRezstream(tenant, count, anchorMs);
		if (extreme) hostileStays(tenant, anchorMs);
		this.tenants.push(tenant);
	}

	private addUser(i: number, preset: UserPreset, count: number, extreme = false): void {
		const { seed, anchorMs, canaryPii } = this.options;
		const user = new OwnerrezUser({
			provider: "ownerrez",
			key: hash(seed, 2, i),
			index: i,
			id: String(OWNERREZ_USER_BASE + i * 37),
			name: preset.name,
			displayName: preset.displayName,
			email: preset.email,
			zone: preset.iana,
			iana: preset.iana,
			anchorMs,
			canaryPii,
			extreme,
			currencies: preset.currencies,
			city: preset.city,
			country: preset.country,
			unitCount: unitsFor(preset.units, count, 0.63 * 4),
		});
		if (extreme) hostileInventory(user);
		fillOwnerrez(user, count, anchorMs);
		if (extreme) hostileStays(user, anchorMs);
		this.users.push(user);
	}

	accounts(): Account[] {
		return [...this.tenants, ...this.users];
	}

	/** By id or by name. */
	account(provider: Provider, idOrName: string): Account | undefined {
		const list: Account[] = provider === "rezstream" ? this.tenants : this.users;
		return list.find(({ id, name }) => id === idOrName || name === idOrName);
	}

	tenant(id: string): RezstreamTenant | undefined {
		return this.tenants.find((tenant) => tenant.id === id);
	}

	user(id: string): OwnerrezUser | undefined {
		return this.users.find((user) => user.id === id);
	}
}

/** Splits a total in proportion to the weights; the remainder goes to the first ones. */
function share(total: number, weights: number[]): number[] {
	const sum = weights.reduce((a, b) => a + b, 0);
	const counts = weights.map((weight) => Math.floor((total * weight) / sum));
	let left = total - counts.reduce((a, b) => a + b, 0);
	for (let i = 0; left > 0 && counts.length > 0; i = (i + 1) % counts.length, left--)
		counts[i] = (counts[i] as number) + 1;
	return counts;
}

/** More units than the preset when the asked-for number of stays would not fit. */
function unitsFor(preset: number, count: number, nightsPerBooking: number): number {
	return Math.max(preset, Math.ceil((count * nightsPerBooking) / NIGHTS_PER_UNIT));
}
