"use client";
import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import { ProviderMark } from "@/components/ui/provider-mark";
import { tenantListQuery } from "@/lib/queries/tenant-list";
import { readScope } from "./scope";
import { SHELL_WORDS } from "./shell-words";

const loadList = () => import("./scope-list").then((module) => module.ScopeList);

/** Which tenants the operational pages are about. The choice lives in the URL. */
export function ScopeSwitch() {
	const scope = readScope(usePathname(), useSearchParams());
	const { data } = useQuery({
		...tenantListQuery(),
		enabled: scope.tenantIds.length > 0,
	});
	const [first, ...others] = scope.tenantIds;
	const named = first === undefined ? undefined : data?.items.find((tenant) => tenant.id === first);
	const label =
		first === undefined
			? SHELL_WORDS.allTenants
			: others.length > 0
				? SHELL_WORDS.severalTenants(scope.tenantIds.length)
				: (named?.name ?? SHELL_WORDS.oneTenant);

	return (
		<Popover
			trigger={
				<button
					type="button"
					className={classNames(
						buttonClass({ variant: "quiet" }),
						"min-w-0 max-w-56 shrink max-sm:max-w-32 max-sm:px-2",
					)}
					aria-label={SHELL_WORDS.scopeLabel(label)}
				>
					{named !== undefined && others.length === 0 && <ProviderMark id={named.provider} />}
					<span className="truncate">{label}</span>
					<Icon name="chevrons-up-down" className="text-n10" />
				</button>
			}
			label={SHELL_WORDS.chooseATenant}
			flush
			className="w-80"
			load={loadList}
			content={{}}
		/>
	);
}
