// What must work before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const NEEDED = [20, 19];

/** Ends the process with one sentence when this Node is too old. */
export function ensureNodeVersion() {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
	console.error(
		`Rezdeck needs Node.js ${NEEDED.join(".")} or later and this is ${process.versions.node}. Install a newer one from https://nodejs.org and start again.`,
	);
	process.exit(1);
}

/** Runs `npm ci` when node_modules is not what package-lock.json says; true when everything is there afterwards. */
export function installPackages({ withTools }) {
	if (isInstalled(withTools)) return true;
	console.log("Installing packages (npm ci). This happens once and takes about a minute.");
	const npm = process.env.npm_execpath;
	const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error", ...(withTools ? ["--include=dev"] : [])];
	const [command, first] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
	const result = spawnSync(command, [...first, ...args], { stdio: ["ignore", "ignore", "inherit"] });
	if (result.status === 0 && isInstalled(withTools)) return true;
	console.error(
		"The packages could not be installed. Check that the npm registry can be reached (npm ping), then start again.",
	);
	return false;
}

/** npm writes what it installed into a lock file of its own, last, so an interrupted install does not look whole. */
function isInstalled(withTools) {
	const installedFile = "node_modules/.package-lock.json";
	if (!existsSync(installedFile)) return false;
	const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
	const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
	return Object.entries(wanted).every(([path, entry]) => {
		if (path === "" || entry.optional || (entry.dev && !withTools)) return true;
		// Marked so when only an optional package needs it, on another kind of machine.
		if (entry.devOptional && installed[path] === undefined) return true;
		return installed[path]?.version === entry.version;
	});
}
