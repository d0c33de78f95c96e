"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronsUpDown } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Popover } from "@/components/ui/popover";
import { ProviderMark } from "@/components/ui/provider-mark";
import { tenantListQuery } from "@/lib/queries/tenants";
import { readScope } from "./scope";

const loadList = () => import("./scope-list").then((module) => module.ScopeList);

/** Which tenants the operational pages are about. The choice lives in the URL. */
export function ScopeSwitch() {
	const scope = readScope(usePathname(), useSearchParams());
	const { data } = useQuery({
		...tenantListQuery(),
		refetchInterval: false,
		enabled: scope.tenantIds.length > 0,
	});
	const [first, ...others] = scope.tenantIds;
	const named = first === undefined ? undefined : data?.items.find((tenant) => tenant.id === first);
	const label =
		first === undefined
			? "All tenants"
			: others.length > 0
				? `${scope.tenantIds.length} tenants`
				: (named?.name ?? "One tenant");

	return (
		<Popover
			trigger={
				<button
					type="button"
					className={classNames(
						buttonClass({ variant: "quiet" }),
						"min-w-0 max-w-56 shrink max-sm:max-w-32 max-sm:px-2",
					)}
					aria-label={`Tenants in view: ${label}. Change`}
				>
					{named !== undefined && others.length === 0 && <ProviderMark id={named.provider} />}
					<span className="truncate">{label}</span>
					<ChevronsUpDown aria-hidden="true" className="text-n10" />
				</button>
			}
			label="Choose a tenant"
			flush
			className="w-80"
			load={loadList}
			content={{}}
		/>
	);
}
