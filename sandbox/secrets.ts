/** Secrets carry marks, so that one search over logs and dumps tells whether any leaked (canary rule of the security checks). */
import { createHmac, randomBytes } from "node:crypto";

const random = () => randomBytes(24).toString("base64url");

export const newSecret = {
	rezstreamAccess: () => `CANARY_AT_${random()}`,
	rezstreamManual: () => `CANARY_AT_${random()}${random()}`,
	rezstreamRefresh: () => `CANARY_RT_${random()}`,
	rezstreamCode: () => `CANARY_CODE_${random()}`,
	ownerrezAccess: () => `at_CANARY_AT_${random()}`,
	ownerrezRefresh: () => `rt_CANARY_RT_${random()}`,
	ownerrezPersonal: () => `pt_CANARY_AT_${random()}`,
	ownerrezCode: () => `tc_CANARY_CODE_${random()}`,
};

/** Client ids and secrets follow from the seed: a restart of the demo must not change them. */
export function seededText(seed: number, purpose: string): string {
	return createHmac("sha256", `sandbox ${seed}`).update(purpose).digest("base64url").slice(0, 32);
}
