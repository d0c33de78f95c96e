/** @type {import("next").NextConfig} */
const config = {
	agentRules: false,
	poweredByHeader: false,
	productionBrowserSourceMaps: false,
	typedRoutes: false,
	devIndicators: false,
	// The development server prints addresses; those of calendar feeds are secrets.
	logging: { incomingRequests: { ignore: [/^\/feeds\//] } },
	// Written into the code, so that a page notices an answer of another build: lib/shared/build.ts.
	env: { REZDECK_BUILD: process.env.REZDECK_BUILD ?? "development" },
	experimental: {
		// Smaller pieces: with Turbopack's own weights what pages and the frame share is sent twice, and with still smaller ones too.
		turbopackChunking: { requestCost: 20_000, minChunkSize: 40_000 },
	},
	// `npm test` checks types; a start must not need the test tools that the whole project's types name.
	typescript: { ignoreBuildErrors: true },
	// These stay outside the bundle: native code, WASM, or module-level singletons that must exist once a process.
	serverExternalPackages: [
		"@node-rs/argon2",
		"pino",
		"prom-client",
		"pg",
		"@prisma/client",
		"@prisma/adapter-pg",
		"graphile-worker",
	],
};

export default config;
