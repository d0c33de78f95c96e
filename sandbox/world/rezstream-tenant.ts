/** A rezStream business with its inventory (PROVIDERS.md 1.10). */
import { Account, type AccountOptions, CALENDAR_BACK_DAYS, CALENDAR_DAYS } from "./account";
import { textToTicks, ticksToText } from "./dates";
import type { JsonObject } from "./json-text";
import { Occupancy } from "./occupancy";
import { hash, indexOfGuid, partGuid, Rng, recordGuid } from "./random";
import { UpdatedOrder } from "./updated-order";

export const GuidKind = {
	reservation: 1,
	assignment: 2,
	person: 3,
	invoice: 4,
	unit: 5,
	unitType: 6,
	property: 7,
	rate: 8,
	guestType: 9,
	block: 10,
} as const;

interface UnitType {
	id: string;
	name: string;
	propertyIndex: number;
	maxOccupancy: number;
	/** Price of a night in ten-thousandths. */
	nightly: number;
	units: number[];
	rateIds: string[];
}

interface Unit {
	id: string;
	name: string;
	typeIndex: number;
}

export interface Block {
	unit: number;
	startDay: number;
	/** Exclusive. */
	endDay: number;
	type: string;
	notes?: string;
	updatedText: string;
}

const TYPE_NAMES = [
	"Standard Queen",
	"Double Queen",
	"King Suite",
	"Creekside Cabin",
	"Family Cottage",
	"Studio Loft",
	"Two-Bedroom Chalet",
	"Garden Room",
];
const PROPERTY_NAMES = ["Main Lodge", "Riverside", "Upper Village"];

export class RezstreamTenant extends Account {
	readonly occupancy: Occupancy;
	readonly blocked: Occupancy;
	readonly unitTypes: UnitType[] = [];
	readonly units: Unit[] = [];
	readonly properties: { id: string; name: string }[] = [];
	readonly blocks: Block[] = [];
	readonly order: UpdatedOrder;
	/** Edits of units by the control endpoint: renamed, moved, closed. */
	readonly unitPatches = new Map<string, JsonObject>();
	readonly location: JsonObject;
	/** Decimals of money: some businesses show four (PROVIDERS.md 1.8). */
	readonly moneyScale: number;
	/** Row of the 80-unit group, or -1. */
	bigGroup = -1;

	constructor(
		options: AccountOptions & { unitCount: number; location: JsonObject },
		readonly unitCount: number = options.unitCount,
	) {
		super(options);
		this.location = options.location;
		this.moneyScale = options.index % 4 === 1 ? 4 : 2;
		this.occupancy = new Occupancy(unitCount, this.anchorDay - CALENDAR_BACK_DAYS, CALENDAR_DAYS);
		this.blocked = new Occupancy(unitCount, this.anchorDay - CALENDAR_BACK_DAYS, CALENDAR_DAYS);
		this.order = new UpdatedOrder(this.table, (index) => this.recordId(index));
		this.furnish();
	}

	recordId(index: number): string {
		return recordGuid(this.key, GuidKind.reservation, index);
	}

	indexOf(recordId: string): number {
		return indexOfGuid(this.key, GuidKind.reservation, recordId);
	}

	part(kind: number, index: number, part: number): string {
		return partGuid(this.key, kind, index, part);
	}

	inventory(): JsonObject {
		return {
			business: this.business(),
			properties: this.propertyRows(),
			units: this.unitRows(),
			unitTypes: this.unitTypeRows(),
			guestTypes: [
				{ id: this.part(GuidKind.guestType, 0, 0), name: "Adult" },
				{ id: this.part(GuidKind.guestType, 0, 1), name: "Child" },
			],
			rates: this.rateRows(),
		};
	}

	business(): JsonObject {
		return { id: this.id, name: this.name, timeZone: this.zone, location: this.location };
	}

	propertyRows(): JsonObject[] {
		return this.properties.map(({ id, name }) => ({ id, name, active: true }));
	}

	unitRows(): JsonObject[] {
		return this.units.map((unit, i) => ({
			id: unit.id,
			name: unit.name,
			unitTypeId: this.unitTypes[unit.typeIndex]?.id,
			propertyId: this.propertyOfUnit(i),
			sortOrder: i + 1,
			active: true,
			...this.unitPatches.get(unit.id),
		}));
	}

	unitTypeRows(): JsonObject[] {
		return this.unitTypes.map((type) => ({
			id: type.id,
			name: type.name,
			propertyId: this.properties[type.propertyIndex]?.id,
			maxOccupancy: type.maxOccupancy,
			unitIds: type.units.map((unit) => this.units[unit]?.id),
			rateIds: type.rateIds,
		}));
	}

	rateRows(): JsonObject[] {
		return this.unitTypes.flatMap((type) =>
			type.rateIds.map((id, i) => ({
				id,
				name: i === 0 ? "Best available" : "Non-refundable",
				// In the vendor's samples the rate plan id equals the unit type id (PROVIDERS.md 1.8).
				ratePlanId: type.id,
				ratePlanName: `${type.name} rates`,
				unitTypeId: type.id,
				defaultRate: i === 0,
				seasonType: "Daily",
				allowUpdates: i === 0,
			})),
		);
	}

	propertyOfUnit(unit: number): string | undefined {
		const type = this.unitTypes[this.units[unit]?.typeIndex ?? -1];
		return this.properties[type?.propertyIndex ?? -1]?.id;
	}

	blockRow(block: Block, number: number): JsonObject {
		const unit = this.units[block.unit];
		return {
			id: this.part(GuidKind.block, number, 0),
			unitId: unit?.id,
			unitTypeId: this.unitTypes[unit?.typeIndex ?? 0]?.id,
			propertyId: this.propertyOfUnit(block.unit),
			startDate: new Date(block.startDay * 86_400_000).toISOString().slice(0, 10),
			endDate: new Date(block.endDay * 86_400_000).toISOString().slice(0, 10),
			type: block.type,
			notes: block.notes,
			updatedAt: ticksToText(textToTicks(block.updatedText)),
		};
	}

	private furnish(): void {
		const rng = new Rng(hash(this.key, 21));
		const propertyCount = this.unitCount >= 60 ? 3 : this.unitCount >= 25 ? 2 : 1;
		for (let i = 0; i < propertyCount; i++) {
			this.properties.push({ id: this.part(GuidKind.property, 0, i), name: PROPERTY_NAMES[i] as string });
		}
		const typeCount = Math.min(TYPE_NAMES.length, Math.max(3, Math.round(this.unitCount / 10)));
		for (let i = 0; i < typeCount; i++) {
			this.unitTypes.push({
				id: this.part(GuidKind.unitType, 0, i),
				name: TYPE_NAMES[i] as string,
				propertyIndex: i % propertyCount,
				maxOccupancy: rng.between(2, 8),
				nightly: rng.between(65, 420) * 10_000 + rng.pick([0, 5_000, 9_500]),
				units: [],
				rateIds: [this.part(GuidKind.rate, i, 0), this.part(GuidKind.rate, i, 1)],
			});
		}
		for (let i = 0; i < this.unitCount; i++) {
			const typeIndex = i % typeCount;
			const floor = 1 + Math.floor(i / 20);
			this.unitTypes[typeIndex]?.units.push(i);
			this.units.push({
				id: this.part(GuidKind.unit, 0, i),
				name: `${floor}${String(i % 20).padStart(2, "0")}`,
				typeIndex,
			});
		}
	}
}
