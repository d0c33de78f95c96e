/** The URL of a page for another scope. Pure. */

const TENANT_LIST = /^\/tenants\/([^/]+)\/(reservations|calendar)$/;

/** Pages of all tenants that have none of one: the scope stands in their query. */
const IN_QUERY = new Set(["/", "/issues", "/insight"]);

/** Where a choice in the tenant switch leads: the same list or chart with the same filters; from elsewhere, the tenant's list. */
export function scopeHref(pathname: string, search: URLSearchParams, tenantId: string | null): string {
	if (IN_QUERY.has(pathname)) return withTenant(pathname, search, tenantId);
	const page = TENANT_LIST.exec(pathname)?.[2] ?? /^\/(reservations|calendar)$/.exec(pathname)?.[1];
	const kept = new URLSearchParams(page === undefined ? undefined : search);
	// A unit, and a place in a list, belong to the tenant they were chosen in.
	for (const name of ["tenant", "unit", "cursor", "peek"]) kept.delete(name);
	const name = page ?? "reservations";
	const path = tenantId === null ? `/${name}` : `/tenants/${encodeURIComponent(tenantId)}/${name}`;
	const text = kept.toString();
	return text === "" ? path : `${path}?${text}`;
}

function withTenant(pathname: string, search: URLSearchParams, tenantId: string | null): string {
	const kept = new URLSearchParams(search);
	for (const name of ["tenant", "cursor", "peek"]) kept.delete(name);
	if (tenantId !== null) kept.set("tenant", tenantId);
	const text = kept.toString();
	return text === "" ? pathname : `${pathname}?${text}`;
}
