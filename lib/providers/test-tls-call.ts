/** Test support: one call to BASE in a process of its own, because NODE_EXTRA_CA_CERTS is read at the start only. Sends what it got. */
import { ProviderError, providerErrorText } from "@/lib/errors";
import { requestJson } from "./http-client";

const base = process.env.BASE ?? "";
const call = {
	provider: "p",
	base,
	url: new URL(base),
	headers: { authorization: "Bearer CANARY_AT_1" },
	context: { beforeRequest: async () => {} },
};
try {
	await requestJson(call, new Date());
	process.send?.({ answered: true });
} catch (error) {
	if (!(error instanceof ProviderError)) throw error;
	process.send?.({ kind: error.kind, detail: error.detail, text: providerErrorText(error, "Vendor") });
}
process.exit(0);
