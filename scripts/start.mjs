// `npm start`, `npm run dev`, `npm run worker`: plain Node that needs nothing installed, until everything is.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureNodeVersion, installPackages } from "./install.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
ensureNodeVersion();
if (!installPackages({ withTools: process.argv.includes("--dev") })) process.exit(1);

const supervisor = fork("scripts/supervisor.ts", process.argv.slice(2), {
	execArgv: ["--conditions=react-server", "--import", "tsx"],
});
// Ctrl-C reaches both processes; a signal to this one alone must be passed on. The supervisor takes either once.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => supervisor.kill(signal));
supervisor.once("exit", (code) => process.exit(code ?? 1));
