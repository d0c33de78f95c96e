/** Query and body of a request → parsed input, or `invalid_input` naming every field that is wrong. */
import "server-only";
import type { z } from "zod";
import { AppError } from "@/lib/errors";

type Issue = { path: string; message: string };

/** Every parameter at most once; unknown names are refused by name. */
export function readQuery<T>(schema: z.ZodType<T>, search: URLSearchParams): T {
	const issues: Issue[] = [];
	const values: Record<string, string> = Object.create(null);
	for (const [name, value] of search) {
		if (name in values) issues.push({ path: name, message: "given more than once" });
		if (value.includes("\0")) issues.push({ path: name, message: "contains a NUL character" });
		values[name] = value;
	}
	if (issues.length > 0) throw invalidInput(issues);
	return parse(schema, { ...values });
}

/** A JSON body, bounded. An absent body reads as `{}`, so that schemas with only optional fields need none. */
export async function readBody<T>(schema: z.ZodType<T>, request: Request, maxBytes: number): Promise<T> {
	const text = await readText(request, maxBytes);
	if (text === "") return parse(schema, {});
	const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
	if (type !== "application/json") {
		throw invalidInput([{ path: "content-type", message: "must be application/json" }]);
	}
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw invalidInput([{ path: "body", message: "is not valid JSON" }]);
	}
	if (hasNul(value)) throw invalidInput([{ path: "body", message: "contains a NUL character" }]);
	return parse(schema, value);
}

export function invalidInput(issues: readonly Issue[]): AppError {
	const list = issues
		.map((issue) => (issue.path === "" ? issue.message : `${issue.path}: ${issue.message}`))
		.join("; ");
	return new AppError("invalid_input", `invalid input: ${list}`, `Check the input. ${list}.`, { issues });
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	throw invalidInput(result.error.issues.flatMap(toIssues));
}

function toIssues(issue: z.core.$ZodIssue): Issue[] {
	const path = issue.path.map(String).join(".");
	if (issue.code === "unrecognized_keys") {
		return issue.keys.map((key) => ({ path: path === "" ? key : `${path}.${key}`, message: "is not a known name" }));
	}
	return [{ path, message: issue.message }];
}

/** The body as text; throws `invalid_input` as soon as it is larger than the bound. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
	if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
	if (request.body === null) return "";
	const decoder = new TextDecoder();
	const reader = request.body.getReader();
	let size = 0;
	let text = "";
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return text + decoder.decode();
		size += value.byteLength;
		if (size > maxBytes) {
			await reader.cancel();
			throw tooLarge(maxBytes);
		}
		text += decoder.decode(value, { stream: true });
	}
}

function tooLarge(maxBytes: number): AppError {
	return invalidInput([{ path: "body", message: `body too large (more than ${maxBytes} bytes)` }]);
}

/** PostgreSQL cannot store U+0000 in text; without this check it would surface as an internal error. */
function hasNul(value: unknown): boolean {
	const open: unknown[] = [value];
	while (open.length > 0) {
		const item = open.pop();
		if (typeof item === "string") {
			if (item.includes("\0")) return true;
		} else if (typeof item === "object" && item !== null) {
			for (const [key, inner] of Object.entries(item)) open.push(key, inner);
		}
	}
	return false;
}
