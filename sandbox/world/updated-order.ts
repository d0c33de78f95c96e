/** Rows in the order of `/reservations/updated`: by update tick, then id (PROVIDERS.md 1.6). Deleted rows are not in it. */
import type { ReservationTable } from "./table";

export class UpdatedOrder {
	private rows: number[] = [];

	constructor(
		private readonly table: ReservationTable,
		private readonly idOf: (index: number) => string,
	) {}

	get length(): number {
		return this.rows.length;
	}

	rebuild(): void {
		const { table } = this;
		this.rows = [];
		for (let i = 0; i < table.count; i++) if (!table.isDeleted(i)) this.rows.push(i);
		this.rows.sort((a, b) => this.compare(a, table.at(table.updated, b), () => this.idOf(b)));
	}

	/** Must be called before the row's update tick changes. */
	remove(index: number): void {
		const at = this.position(this.table.at(this.table.updated, index), this.idOf(index));
		if (this.rows[at] === index) this.rows.splice(at, 1);
	}

	insert(index: number): void {
		this.rows.splice(this.position(this.table.at(this.table.updated, index), this.idOf(index)), 0, index);
	}

	/** Place of the first row at or after (tick, id). */
	position(tick: number, id: string): number {
		let low = 0;
		let high = this.rows.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.compare(this.rows[middle] as number, tick, () => id) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/** Place of the first row strictly after (tick, id). */
	positionAfter(tick: number, id: string): number {
		const at = this.position(tick, id);
		const row = this.rows[at];
		return row !== undefined && this.compare(row, tick, () => id) === 0 ? at + 1 : at;
	}

	slice(from: number, count: number): number[] {
		return this.rows.slice(from, from + count);
	}

	private compare(index: number, tick: number, id: () => string): number {
		const difference = this.table.at(this.table.updated, index) - tick;
		if (difference !== 0) return difference;
		const mine = this.idOf(index);
		const other = id();
		return mine < other ? -1 : mine > other ? 1 : 0;
	}
}
