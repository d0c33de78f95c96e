/** JSON text with exact decimals: money is an integer of ten-thousandths until the digits are written. */

export class Dec {
	constructor(
		readonly units: number,
		readonly scale: number,
	) {}

	toString(): string {
		const negative = this.units < 0;
		const digits = String(Math.abs(this.units)).padStart(5, "0");
		const whole = digits.slice(0, -4);
		const fraction = digits.slice(-4);
		const shown = this.scale === 0 ? "" : `.${fraction.slice(0, this.scale)}`;
		return `${negative ? "-" : ""}${whole}${shown}`;
	}

	toJSON(): number {
		return Number(this.toString());
	}
}

export type Json = string | number | boolean | null | undefined | Dec | Json[] | JsonObject;
export interface JsonObject {
	[key: string]: Json;
}

/** Rounds ten-thousandths to the wanted number of decimals, half away from zero. */
export function roundUnits(units: number, scale: number): number {
	const step = 10 ** (4 - scale);
	return Math.sign(units) * Math.round(Math.abs(units) / step) * step;
}

/** Like JSON.stringify, but `Dec` keeps its digits (12.50 stays 12.50). Undefined members are left out. */
export function jsonText(value: Json): string {
	if (value === null || value === undefined) return "null";
	if (value instanceof Dec) return value.toString();
	if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
	if (typeof value === "object") {
		const members: string[] = [];
		for (const key in value) {
			const member = value[key];
			if (member !== undefined) members.push(`${JSON.stringify(key)}:${jsonText(member)}`);
		}
		return `{${members.join(",")}}`;
	}
	return JSON.stringify(value);
}

/** Lays a patch over a record: objects are merged, null removes a member, everything else replaces. */
export function mergeJson(base: Json, patch: Json): Json {
	if (!isObject(base) || !isObject(patch)) return patch;
	const result: JsonObject = { ...base };
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) delete result[key];
		else result[key] = mergeJson(result[key], value);
	}
	return result;
}

function isObject(value: Json): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Dec);
}
