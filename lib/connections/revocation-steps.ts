/** The steps of a revocation as the page shows them, and how one of them changes. Pure. */
import "server-only";
import type { Revocation } from "@/lib/shared/connections";

export type RevocationStep = Revocation["steps"][number];
export type StepKey = RevocationStep["key"];

const LABELS: Record<StepKey, string> = {
	jobs_stopped: "Syncing stopped",
	refresh_token: "Provider told to revoke the refresh token",
	access_token: "Provider told to revoke the access token",
	proof: "Old token refused by the provider",
	secret_destroyed: "Secret destroyed here",
	data_deleted: "Mirrored reservations deleted here",
};

export function firstSteps(hasRefreshToken: boolean, deleteData: boolean): RevocationStep[] {
	const keys: StepKey[] = [
		"jobs_stopped",
		...(hasRefreshToken ? (["refresh_token"] as const) : []),
		"access_token",
		"proof",
		"secret_destroyed",
		...(deleteData ? (["data_deleted"] as const) : []),
	];
	return keys.map((key) => ({ key, label: LABELS[key], state: "pending", at: null, detail: null }));
}

export function setStep(
	steps: readonly RevocationStep[],
	key: StepKey,
	state: RevocationStep["state"],
	at: Date,
	detail: string | null = null,
): RevocationStep[] {
	return steps.map((step) => (step.key === key ? { ...step, state, at: at.toISOString(), detail } : step));
}

export function isDone(steps: readonly RevocationStep[], key: StepKey): boolean {
	const step = steps.find((candidate) => candidate.key === key);
	return step === undefined || step.state === "done" || step.state === "skipped";
}
