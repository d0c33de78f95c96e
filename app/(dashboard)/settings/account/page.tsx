import type { Metadata } from "next";
import { PasswordForm } from "@/components/settings/password-form";
import { ROLE_WORDS } from "@/components/settings/role-words";
import { Panel } from "@/components/ui/panel";
import { whoAmI } from "@/lib/auth/own-account";
import { requireActor } from "@/lib/auth/require-actor";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
	const me = await whoAmI(await requireActor());
	const sees = me.tenantScope === "all" ? "All tenants" : `${me.tenantScope.length} tenants`;
	return (
		<div className="flex flex-col gap-5">
			<Panel title="You">
				<dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
					<dt className="text-n10">Name</dt>
					<dd className="foreign-text">{me.name}</dd>
					<dt className="text-n10">E-mail</dt>
					<dd className="foreign-text">{me.email}</dd>
					<dt className="text-n10">Role</dt>
					<dd>
						{ROLE_WORDS[me.role].label}. <span className="text-n11">{ROLE_WORDS[me.role].may}</span>
					</dd>
					<dt className="text-n10">Sees</dt>
					<dd>{sees}</dd>
				</dl>
			</Panel>
			<Panel title="Password" sub="A new password signs you out everywhere else.">
				<PasswordForm />
			</Panel>
		</div>
	);
}
