/** Whether a page belongs to an entry. A tenant's reservations belong to Reservations, its calendar to Calendar. */
export function isCurrent(href: string, pathname: string): boolean {
	const ofTenant = /^\/tenants\/[^/]+(\/(?:reservations|calendar))(?:\/|$)/.exec(pathname)?.[1];
	if (ofTenant !== undefined) return href === ofTenant;
	return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
