/** The words of the choice of a tenant. */
export const SCOPE_WORDS = {
	findATenant: "Find a tenant",
	loadingTenants: "Loading tenants",
	noTenantWithThisName: "No tenant with this name",
	moreTenants: (more: number) => `${more} more; type to narrow`,
} as const;
