/** Availability and nightly rates (PROVIDERS.md 1.8). `from` and `to` are both inclusive (1.7). */
import { dayToText } from "../world/dates";
import { Dec, type JsonObject, roundUnits } from "../world/json-text";
import { hash, Rng } from "../world/random";
import type { RezstreamTenant } from "../world/rezstream-tenant";
import { Problem } from "./replies";

const MAX_DAYS = 400;

function checkWindow(from: number, to: number): void {
	if (to < from) throw new Problem(400, "'to' lies before 'from'.");
	if (to - from >= MAX_DAYS) throw new Problem(400, `The window may hold at most ${MAX_DAYS} days.`);
}

function statusOf(tenant: RezstreamTenant, unit: number, day: number): "Available" | "Reserved" | "Blocked" {
	if (tenant.blocked.isTaken(unit, day)) return "Blocked";
	return tenant.occupancy.isTaken(unit, day) ? "Reserved" : "Available";
}

export function unitCalendar(tenant: RezstreamTenant, from: number, to: number): JsonObject[] {
	checkWindow(from, to);
	return tenant.units.map((unit, i) => {
		const statuses: string[] = [];
		for (let day = from; day <= to; day++) statuses.push(statusOf(tenant, i, day));
		return { unitId: unit.id, startDate: dayToText(from), endDate: dayToText(to), statuses };
	});
}

export function typeCalendar(tenant: RezstreamTenant, from: number, to: number): JsonObject[] {
	checkWindow(from, to);
	return tenant.unitTypes.map((type) => {
		const metrics: JsonObject[] = [];
		for (let day = from; day <= to; day++) {
			const count = { available: 0, reserved: 0, blocked: 0 };
			for (const unit of type.units) {
				const status = statusOf(tenant, unit, day);
				count[status === "Available" ? "available" : status === "Reserved" ? "reserved" : "blocked"]++;
			}
			metrics.push(count);
		}
		return {
			unitTypeId: type.id,
			startDate: dayToText(from),
			endDate: dayToText(to),
			unitCount: type.units.length,
			metrics,
		};
	});
}

export function nightlyRates(tenant: RezstreamTenant, from: number, to: number): JsonObject[] {
	checkWindow(from, to);
	return tenant.rateRows().map((rate, i) => {
		const nightly = tenant.unitTypes.find(({ id }) => id === rate.unitTypeId)?.nightly ?? 1_000_000;
		const data: JsonObject[] = [];
		for (let day = from; day <= to; day++) {
			const rng = new Rng(hash(tenant.key, i, day, 81));
			data.push({
				price: new Dec(roundUnits(nightly * (0.8 + rng.next() * 0.5), tenant.moneyScale), tenant.moneyScale),
				baseOccupancy: 2,
				// Absent facets are simply missing.
				minimumNights: rng.chance(0.3) ? 2 : undefined,
			});
		}
		return {
			rateId: rate.id,
			rateName: rate.name,
			ratePlanId: rate.ratePlanId,
			ratePlanName: rate.ratePlanName,
			defaultRate: rate.defaultRate,
			seasonType: rate.seasonType,
			startDate: dayToText(from),
			endDate: dayToText(to),
			allowUpdates: rate.allowUpdates,
			data,
		};
	});
}
