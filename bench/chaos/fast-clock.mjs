// Preloaded into the app, whose clock nothing else can reach: from CLOCK_START on its dates run CLOCK_SPEED times as
// fast, as those of the workers and the database do. Timers stay real.
const speed = Number(process.env.CLOCK_SPEED);
const start = Number(process.env.CLOCK_START);
const RealDate = Date;
const fast = () => start + (RealDate.now() - start) * speed;

globalThis.Date = class FastDate extends RealDate {
	constructor(...given) {
		if (given.length === 0) super(fast());
		else super(...given);
	}
	static now() {
		return Math.floor(fast());
	}
};
