/**
 * Reservations as columns of typed arrays: about 60 bytes each, so that a million fit beside everything else.
 * What people see (names, money, texts) is derived on request from the seed and the index.
 */

export const Status = { reserved: 0, inHouse: 1, departed: 2, cancelled: 3, tentative: 4, noShow: 5 } as const;
export const Kind = { booking: 0, block: 1, quoteHold: 2, linked: 3, owner: 4 } as const;
export const Flag = { deleted: 1, otherUnit: 2, overbooked: 4, group: 8, wasHold: 16 } as const;

/** One unit × own dates inside a reservation. `unit` is -1 while none is assigned. */
export interface Slot {
	unit: number;
	/** The unit type that was booked; differs from the unit's own type after a move. */
	bookedType: number;
	offset: number;
	nights: number;
}

export interface NewRow {
	bookedMs: number;
	updated: number;
	cancelledMs: number;
	arrival: number;
	nights: number;
	status: number;
	kind: number;
	channel: number;
	version: number;
	changes: number;
	flags: number;
	slots: Slot[];
}

export class ReservationTable {
	count = 0;
	bookedMs = new Float64Array(0);
	updated = new Float64Array(0);
	cancelledMs = new Float64Array(0);
	arrival = new Int32Array(0);
	nights = new Uint16Array(0);
	status = new Uint8Array(0);
	kind = new Uint8Array(0);
	channel = new Uint8Array(0);
	version = new Uint16Array(0);
	changes = new Uint8Array(0);
	flags = new Uint8Array(0);
	slotStart = new Int32Array(0);
	slotCount = new Uint16Array(0);

	private slotTotal = 0;
	private slotUnit = new Int16Array(0);
	private slotType = new Int16Array(0);
	private slotOffset = new Uint16Array(0);
	private slotNights = new Uint16Array(0);

	reserve(rows: number): void {
		if (rows <= this.bookedMs.length) return;
		const size = Math.max(rows, Math.ceil(this.bookedMs.length * 1.3), 64);
		this.bookedMs = grown(this.bookedMs, new Float64Array(size));
		this.updated = grown(this.updated, new Float64Array(size));
		this.cancelledMs = grown(this.cancelledMs, new Float64Array(size));
		this.arrival = grown(this.arrival, new Int32Array(size));
		this.nights = grown(this.nights, new Uint16Array(size));
		this.status = grown(this.status, new Uint8Array(size));
		this.kind = grown(this.kind, new Uint8Array(size));
		this.channel = grown(this.channel, new Uint8Array(size));
		this.version = grown(this.version, new Uint16Array(size));
		this.changes = grown(this.changes, new Uint8Array(size));
		this.flags = grown(this.flags, new Uint8Array(size));
		this.slotStart = grown(this.slotStart, new Int32Array(size));
		this.slotCount = grown(this.slotCount, new Uint16Array(size));
	}

	add(row: NewRow): number {
		const index = this.count++;
		this.reserve(this.count);
		this.bookedMs[index] = row.bookedMs;
		this.updated[index] = row.updated;
		this.cancelledMs[index] = row.cancelledMs;
		this.arrival[index] = row.arrival;
		this.nights[index] = row.nights;
		this.status[index] = row.status;
		this.kind[index] = row.kind;
		this.channel[index] = row.channel;
		this.version[index] = row.version;
		this.changes[index] = row.changes;
		this.flags[index] = row.flags;
		this.setSlots(index, row.slots);
		return index;
	}

	/** Replaces the slots of a row; a changed number of slots goes to the end of the pool. */
	setSlots(index: number, slots: readonly Slot[]): void {
		let start = this.at(this.slotStart, index);
		if (slots.length > this.at(this.slotCount, index)) {
			start = this.slotTotal;
			this.slotTotal += slots.length;
			this.reserveSlots(this.slotTotal);
			this.slotStart[index] = start;
		}
		this.slotCount[index] = slots.length;
		for (const [i, slot] of slots.entries()) {
			this.slotUnit[start + i] = slot.unit;
			this.slotType[start + i] = slot.bookedType;
			this.slotOffset[start + i] = slot.offset;
			this.slotNights[start + i] = slot.nights;
		}
	}

	slots(index: number): Slot[] {
		const start = this.at(this.slotStart, index);
		const count = this.at(this.slotCount, index);
		const result: Slot[] = [];
		for (let i = start; i < start + count; i++) {
			result.push({
				unit: this.at(this.slotUnit, i),
				bookedType: this.at(this.slotType, i),
				offset: this.at(this.slotOffset, i),
				nights: this.at(this.slotNights, i),
			});
		}
		return result;
	}

	firstUnit(index: number): number {
		return this.at(this.slotUnit, this.at(this.slotStart, index));
	}

	isDeleted(index: number): boolean {
		return (this.at(this.flags, index) & Flag.deleted) !== 0;
	}

	at(column: { readonly [index: number]: number }, index: number): number {
		return column[index] as number;
	}

	private reserveSlots(slots: number): void {
		if (slots <= this.slotUnit.length) return;
		const size = Math.max(slots, Math.ceil(this.slotUnit.length * 1.5), 128);
		this.slotUnit = grown(this.slotUnit, new Int16Array(size));
		this.slotType = grown(this.slotType, new Int16Array(size));
		this.slotOffset = grown(this.slotOffset, new Uint16Array(size));
		this.slotNights = grown(this.slotNights, new Uint16Array(size));
	}
}

function grown<T extends { set(from: ArrayLike<number>): void } & ArrayLike<number>>(from: T, to: T): T {
	to.set(from);
	return to;
}
