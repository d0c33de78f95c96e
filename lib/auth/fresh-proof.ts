/** Dangerous actions need a person who proved who they are a moment ago (S-57). */
import "server-only";
import { now } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import type { Actor } from "./actor";

export const PROOF_MAX_AGE_MS = 5 * 60_000;

/**
 * Throws `reauth_required` unless the person signed in or gave their password within 5 minutes
 * (`POST /api/session/prove`). A key can prove nothing: it is refused, unless `keys` is "allow" because the action is
 * meant for programs too. The system passes.
 */
export function requireFreshProof(actor: Actor, keys: "refuse" | "allow" = "refuse"): void {
	if (actor.kind === "system") return;
	if (actor.kind === "api_key") {
		if (keys === "allow") return;
		throw new AppError(
			"forbidden",
			"api key cannot prove a person",
			"An API key cannot do this. Sign in and do it there.",
		);
	}
	if (actor.provenAt === null || now().getTime() - actor.provenAt.getTime() > PROOF_MAX_AGE_MS) {
		throw new AppError("reauth_required", "proof is older than 5 minutes", "Confirm your password, then try again.");
	}
}
