/** How many exports an operator has under way in this process: each holds a database connection half of the time. */
import "server-only";
import { AppError } from "@/lib/errors";
import { EXPORTS_AT_ONCE } from "@/lib/shared/export-limits";

const holder = globalThis as unknown as { rezdeckExports?: Map<string, number> };

/** Takes a place; the answer gives it back, once. Errors: rate_limited. */
export function takeExportSlot(operatorId: string): () => void {
	holder.rezdeckExports ??= new Map();
	const underWay = holder.rezdeckExports;
	const mine = underWay.get(operatorId) ?? 0;
	if (mine >= EXPORTS_AT_ONCE) {
		throw new AppError(
			"rate_limited",
			`${mine} exports under way`,
			`${mine} of your exports are still under way. Wait until one is done, then try again.`,
			{ retryAfterSeconds: 30 },
		);
	}
	underWay.set(operatorId, mine + 1);
	let held = true;
	return () => {
		if (!held) return;
		held = false;
		const left = (underWay.get(operatorId) ?? 1) - 1;
		if (left === 0) underWay.delete(operatorId);
		else underWay.set(operatorId, left);
	};
}
