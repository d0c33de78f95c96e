/** The sandbox's control endpoint as the browser tests use it. */
import { SANDBOX_CONTROL_URL } from "./rezdeck";

interface SandboxAccount {
	provider: string;
	id: string;
	name: string;
	bigGroupId?: string;
	extreme?: boolean;
}

/** `extreme`: the account with the worst that is possible, in place of the usual ones. */
export async function sandboxAccounts(provider: string, extreme = false): Promise<SandboxAccount[]> {
	const response = await fetch(`${SANDBOX_CONTROL_URL}/world`);
	const { accounts }: { accounts: SandboxAccount[] } = await response.json();
	return accounts.filter((account) => account.provider === provider && (account.extreme ?? false) === extreme);
}

export async function control(method: "POST" | "DELETE", path: string, body?: unknown): Promise<void> {
	const response = await fetch(`${SANDBOX_CONTROL_URL}${path}`, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
	});
	if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
}
