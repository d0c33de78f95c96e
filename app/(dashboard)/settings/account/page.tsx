import type { Metadata } from "next";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { PasswordForm } from "@/components/settings/password-form";
import { ROLE_WORDS } from "@/components/settings/role-words";
import { Panel } from "@/components/ui/panel";
import { whoAmI } from "@/lib/auth/own-account";
import { requireActor } from "@/lib/auth/require-actor";

export const metadata: Metadata = { title: PAGE_WORDS.yourAccount };

export default async function AccountPage() {
	const me = await whoAmI(await requireActor());
	const sees = me.tenantScope === "all" ? PAGE_WORDS.allTenants : PAGE_WORDS.tenantCount(me.tenantScope.length);
	return (
		<div className="flex flex-col gap-5">
			<Panel title={PAGE_WORDS.you}>
				<dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
					<dt className="text-n10">{PAGE_WORDS.name}</dt>
					<dd className="foreign-text">{me.name}</dd>
					<dt className="text-n10">{PAGE_WORDS.email}</dt>
					<dd className="foreign-text">{me.email}</dd>
					<dt className="text-n10">{PAGE_WORDS.role}</dt>
					<dd>
						{ROLE_WORDS[me.role].label}. <span className="text-n11">{ROLE_WORDS[me.role].may}</span>
					</dd>
					<dt className="text-n10">{PAGE_WORDS.sees}</dt>
					<dd>{sees}</dd>
				</dl>
			</Panel>
			<Panel title={PAGE_WORDS.password} sub={PAGE_WORDS.passwordSub}>
				<PasswordForm />
			</Panel>
		</div>
	);
}
