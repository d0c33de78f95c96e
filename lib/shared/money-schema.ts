import { z } from "zod";

export const money = z.object({ amount: z.string().regex(/^-?\d+(\.\d+)?$/), currency: z.string().nullable() });
export type Money = z.infer<typeof money>;
