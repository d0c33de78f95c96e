/** Which tenants a page is about, as its URL says it; and the URL for another scope. Pure. */

export interface Scope {
	/** Ids named by the URL; empty = all tenants. */
	tenantIds: readonly string[];
}

const TENANT_LIST = /^\/tenants\/([^/]+)\/reservations$/;
const TENANT_PAGE = /^\/tenants\/([^/]+)/;

export function readScope(pathname: string, search: URLSearchParams): Scope {
	const inPath = TENANT_PAGE.exec(pathname)?.[1];
	if (inPath !== undefined) return { tenantIds: [decodeURIComponent(inPath)] };
	const named = search.get("tenant");
	return { tenantIds: named === null ? [] : named.split(",").filter((id) => id !== "") };
}

/** Where a choice in the tenant switch leads: the same list with the same filters; from elsewhere, the tenant's list. */
export function scopeHref(pathname: string, search: URLSearchParams, tenantId: string | null): string {
	const isList = pathname === "/reservations" || TENANT_LIST.test(pathname);
	const kept = new URLSearchParams(isList ? search : undefined);
	// A unit, and a place in a list, belong to the tenant they were chosen in.
	for (const name of ["tenant", "unit", "cursor", "peek"]) kept.delete(name);
	const path = tenantId === null ? "/reservations" : `/tenants/${encodeURIComponent(tenantId)}/reservations`;
	const text = kept.toString();
	return text === "" ? path : `${path}?${text}`;
}
