/** Lists in an address: ids or words with commas between them. */
import { z } from "zod";

export const idList = z
	.string()
	.max(2000)
	.transform((text) => text.split(",").filter((part) => part !== ""));

/** Which tenants a question is about. Left out: all that the operator sees. */
export const tenantFilter = idList.pipe(z.array(z.string().max(60)).min(1).max(100)).optional();
