const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** A moment in an address as the API takes it; what cannot be read counts as now. */
export function readMoment(text: string | null): string | null {
	if (text === null || !INSTANT.test(text)) return null;
	const at = Date.parse(text);
	return Number.isNaN(at) ? null : new Date(at).toISOString();
}
