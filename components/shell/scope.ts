/** Which tenants a page is about, as its URL says it. Pure. */

export interface Scope {
	/** Ids named by the URL; empty = all tenants. */
	tenantIds: readonly string[];
}

const TENANT_PAGE = /^\/tenants\/([^/]+)/;

export function readScope(pathname: string, search: URLSearchParams): Scope {
	const inPath = TENANT_PAGE.exec(pathname)?.[1];
	if (inPath !== undefined) return { tenantIds: [decodeURIComponent(inPath)] };
	const named = search.get("tenant");
	return { tenantIds: named === null ? [] : named.split(",").filter((id) => id !== "") };
}
