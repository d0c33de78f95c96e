import { afterEach, expect, it, vi } from "vitest";
import { ApiProblem } from "./client";
import { savePreference } from "./preferences";

afterEach(() => vi.unstubAllGlobals());

it("sends changes one after the other, so that the last press is the one that stays, a refused one before it or not", async () => {
	const answers: ((response: Response) => void)[] = [];
	const fetched = vi.fn(
		(_path: string, _options: RequestInit) => new Promise<Response>((resolve) => answers.push(resolve)),
	);
	vi.stubGlobal("fetch", fetched);
	const bodies = () => fetched.mock.calls.map(([, { body }]) => body);

	const first = savePreference("list", { density: "compact" });
	const second = savePreference("list", { density: "comfortable" });
	await vi.waitFor(() => expect(fetched).toHaveBeenCalledOnce());
	expect(bodies()).toEqual(['{"density":"compact"}']);

	const refused = {
		type: "about:blank",
		title: "No",
		status: 409,
		detail: "Not now.",
		code: "conflict",
		requestId: "r",
	};
	answers[0]?.(Response.json(refused, { status: 409, headers: { "content-type": "application/problem+json" } }));
	await expect(first).rejects.toBeInstanceOf(ApiProblem);
	await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(2));
	expect(bodies()[1]).toBe('{"density":"comfortable"}');
	answers[1]?.(Response.json({ list: { columns: null, density: "comfortable", defaultView: null }, tour: {} }));
	await expect(second).resolves.toMatchObject({ list: { density: "comfortable" } });
});
