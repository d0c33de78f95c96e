// Preloaded into the app, whose clock nothing else can reach: from CLOCK_START on its dates run CLOCK_SPEED times as
// fast, as those of the workers and the database do. Timers stay real.
const speed = Number(process.env.CLOCK_SPEED);
const start = Number(process.env.CLOCK_START);
const RealDate = Date;
const realNow = RealDate.now;

// Date itself is changed and not inherited from: Next.js copies its own properties.
RealDate.now = () => Math.floor(start + (realNow() - start) * speed);
globalThis.Date = new Proxy(RealDate, {
	construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [RealDate.now()] : given, as),
});
RealDate.prototype.constructor = globalThis.Date;
