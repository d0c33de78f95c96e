/** Which unit is taken in which night: lets assigned stays of one unit never overlap, but for a few deliberate ones. */
export class Occupancy {
	private readonly counts: Uint8Array;

	constructor(
		readonly units: number,
		private readonly firstDay: number,
		private readonly days: number,
	) {
		this.counts = new Uint8Array(units * days);
	}

	isFree(unit: number, day: number, nights: number): boolean {
		const start = day - this.firstDay;
		if (start < 0 || start + nights > this.days) return true;
		const from = unit * this.days + start;
		for (let i = from; i < from + nights; i++) if (this.counts[i] !== 0) return false;
		return true;
	}

	change(unit: number, day: number, nights: number, by: 1 | -1): void {
		if (unit < 0) return;
		for (let d = day - this.firstDay; d < day - this.firstDay + nights; d++) {
			if (d < 0 || d >= this.days) continue;
			const at = unit * this.days + d;
			this.counts[at] = Math.max(0, (this.counts[at] as number) + by);
		}
	}

	isTaken(unit: number, day: number): boolean {
		const d = day - this.firstDay;
		return d >= 0 && d < this.days && this.counts[unit * this.days + d] !== 0;
	}

	/** The first free unit of the candidates, looking from a given place on. */
	findFree(candidates: readonly number[], from: number, day: number, nights: number): number {
		for (let i = 0; i < candidates.length; i++) {
			const unit = candidates[(from + i) % candidates.length] as number;
			if (this.isFree(unit, day, nights)) return unit;
		}
		return -1;
	}
}
