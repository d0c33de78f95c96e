/** A child process of the supervisor: started, watched, stopped. */
import { type ChildProcess, fork } from "node:child_process";

export const TYPESCRIPT = ["--conditions=react-server", "--import", "tsx"];
/** For programs that are not ours: ends them when their supervisor is gone, however it went. */
export const DIE_WITH_PARENT = ["--import", new URL("./die-with-parent.mjs", import.meta.url).href];

const STOP_PATIENCE_MS = 15_000;

export interface ChildOptions {
	args?: string[];
	execArgv: string[];
	env: NodeJS.ProcessEnv;
	/** false: what it prints on stdout is kept back until `showOutput()`. */
	quiet?: boolean;
}

export class Child {
	readonly exited: Promise<number | null>;
	readonly #process: ChildProcess;
	#held: string[] | undefined;

	/** In a process group of its own, so that Ctrl-C reaches only the supervisor, which stops its children in order. */
	constructor(module: string, options: ChildOptions) {
		this.#held = options.quiet === true ? [] : undefined;
		this.#process = fork(module, options.args ?? [], {
			execArgv: options.execArgv,
			env: options.env,
			detached: true,
			stdio: ["ignore", "pipe", "inherit", "ipc"],
		});
		this.#process.stdout?.setEncoding("utf8").on("data", (text: string) => {
			if (this.#held === undefined) process.stdout.write(text);
			else this.#held.push(text);
		});
		this.exited = new Promise((resolve) => this.#process.once("exit", (code) => resolve(code)));
	}

	/** The first message it sends, or undefined when it ends without one. */
	firstMessage(): Promise<unknown> {
		return new Promise((resolve) => {
			this.#process.once("message", resolve);
			this.#process.once("exit", () => resolve(undefined));
		});
	}

	/** The first line it prints (of a quiet child, which keeps the rest back), or undefined when it ends without one. */
	async firstLine(): Promise<string | undefined> {
		const line = new Promise<string>((resolve) => {
			const look = () => {
				const [first, ...rest] = (this.#held?.join("") ?? "").split("\n");
				if (first === undefined || rest.length === 0) return;
				this.#process.stdout?.off("data", look);
				this.#held = [rest.join("\n")];
				resolve(first);
			};
			this.#process.stdout?.on("data", look);
		});
		return Promise.race([line, this.exited.then(() => undefined)]);
	}

	/** From now on its output is shown; `print` says whether what was kept back is shown too. */
	showOutput(print: boolean): void {
		if (print) process.stdout.write(this.#held?.join("") ?? "");
		this.#held = undefined;
	}

	/** Asks it to end and waits; kills it when it takes too long. */
	async stop(): Promise<void> {
		if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
		this.#process.kill("SIGTERM");
		const timer = setTimeout(() => this.#process.kill("SIGKILL"), STOP_PATIENCE_MS);
		await this.exited;
		clearTimeout(timer);
	}
}
