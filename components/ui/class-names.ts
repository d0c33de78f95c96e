/** Joins class names; false, null and undefined are left out. */
export function classNames(...names: (string | false | null | undefined)[]): string {
	return names.filter((name) => typeof name === "string" && name !== "").join(" ");
}
