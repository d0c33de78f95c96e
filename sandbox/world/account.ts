/** What a rezStream tenant and an OwnerRez user have in common: a table of reservations and a calendar of taken nights. */
import { DAY_MS, zoneOffsetMinutes } from "./dates";
import type { JsonObject } from "./json-text";
import type { PersonOptions } from "./names";
import type { Occupancy } from "./occupancy";
import { ReservationTable } from "./table";

export type Provider = "rezstream" | "ownerrez";

/** What happened to a record after it was made, beyond what its columns hold. */
export interface Overlay {
	/** People who joined later. */
	people?: number;
	/** Times the first person's contact data changed. */
	contact?: number;
	/** Payments that came in later; each settles half of what is open. */
	paid?: number;
	/** Extras put on the bill later. */
	extras?: number;
	/** Times the note was rewritten. */
	notes?: number;
	/** Set by the control endpoint: laid over the record as it is served. */
	patch?: JsonObject;
}

export interface AccountOptions {
	provider: Provider;
	key: number;
	index: number;
	id: string;
	name: string;
	/** As served; may be a Windows id (PROVIDERS.md 1.7). */
	zone: string;
	iana: string;
	anchorMs: number;
	canaryPii: boolean;
	/** Of the worst that is possible (extremes.ts). */
	extreme?: boolean;
}

export abstract class Account {
	readonly provider: Provider;
	readonly key: number;
	readonly index: number;
	readonly id: string;
	readonly name: string;
	readonly zone: string;
	readonly iana: string;
	readonly canaryPii: boolean;
	readonly extreme: boolean;
	/** How its people are named. */
	readonly people: PersonOptions;
	/** The calendar day on which the world began: the same date for all, whatever the zone. */
	readonly anchorDay: number;
	readonly table = new ReservationTable();
	readonly overlays = new Map<number, Overlay>();
	readonly deletedAt = new Map<number, number>();
	/** Counts every change of the table, so that sorted views know when they are stale. */
	revision = 0;
	private readonly anchorOffsetMs: number;

	constructor(options: AccountOptions) {
		this.provider = options.provider;
		this.key = options.key;
		this.index = options.index;
		this.id = options.id;
		this.name = options.name;
		this.zone = options.zone;
		this.iana = options.iana;
		this.canaryPii = options.canaryPii;
		this.extreme = options.extreme ?? false;
		this.people = {
			hostileShare: this.extreme ? 0.4 : 0.006,
			endless: this.extreme,
			canaryPii: options.canaryPii,
		};
		this.anchorDay = Math.floor(options.anchorMs / DAY_MS);
		this.anchorOffsetMs = zoneOffsetMinutes(options.iana, options.anchorMs) * 60_000;
	}

	abstract readonly occupancy: Occupancy;
	abstract readonly unitCount: number;
	abstract recordId(index: number): string;
	abstract indexOf(recordId: string): number;

	/** Local day of an instant by the zone's offset at the anchor: cheap, and used for making things up only. */
	roughDay(ms: number): number {
		return Math.floor((ms + this.anchorOffsetMs) / DAY_MS);
	}

	/** Instant of an hour on a local day, by the same rough offset. */
	roughInstant(day: number, hour: number): number {
		return day * DAY_MS + hour * 3_600_000 - this.anchorOffsetMs;
	}

	overlay(index: number): Overlay {
		let overlay = this.overlays.get(index);
		if (!overlay) {
			overlay = {};
			this.overlays.set(index, overlay);
		}
		return overlay;
	}

	/** Index of a record that exists now, or -1. */
	liveIndexOf(recordId: string): number {
		const index = this.indexOf(recordId);
		return index >= 0 && index < this.table.count && !this.table.isDeleted(index) ? index : -1;
	}

	deletedIds(): string[] {
		return [...this.deletedAt.keys()].map((index) => this.recordId(index));
	}
}

/** Nights the calendar of taken units covers, around the anchor. */
export const CALENDAR_BACK_DAYS = 800;
export const CALENDAR_DAYS = 2000;
