/**
 * What is wrong with a filter in a URL. The list's pages look when they are rendered and the API at every question, so
 * that the list itself loads no schema.
 */
import { reservationFilter } from "@/lib/shared/reservations";
import { PROBLEM_WORDS } from "./problem-words";

export interface FilterProblem {
	/** Name of the parameter as it stands in the URL. */
	path: string;
	message: string;
}

/** Problems of a search; empty when it is a filter. Names each parameter once. */
export function filterProblems(params: string): FilterProblem[] {
	const problems = new Map<string, string>();
	const values: Record<string, string> = Object.create(null);
	for (const [name, value] of new URLSearchParams(params)) {
		if (name in values) problems.set(name, PROBLEM_WORDS.givenTwice);
		values[name] = value;
	}
	const result = reservationFilter.safeParse({ ...values });
	for (const issue of result.error?.issues ?? []) {
		if (issue.code === "unrecognized_keys") for (const key of issue.keys) problems.set(key, PROBLEM_WORDS.unknown);
		else if (issue.code === "invalid_value") {
			problems.set(String(issue.path[0] ?? ""), PROBLEM_WORDS.mustBeOneOf(issue.values.join(", ")));
		} else problems.set(String(issue.path[0] ?? ""), issue.message);
	}
	return [...problems].map(([path, message]) => ({ path, message }));
}
