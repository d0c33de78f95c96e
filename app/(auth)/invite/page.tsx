import type { Metadata } from "next";
import { AcceptForm } from "@/components/auth/accept-form";
import { DeadLink } from "@/components/auth/dead-link";
import { ResetForm } from "@/components/auth/reset-form";
import { peekInvite } from "@/lib/auth/invites";
import { AUTH_PAGE_WORDS } from "../auth-page-words";

export const metadata: Metadata = { title: AUTH_PAGE_WORDS.invitation };

export default async function InvitePage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
	const { token } = await searchParams;
	const invite = typeof token === "string" ? await peekInvite(token, "invite", "reset") : null;
	if (typeof token !== "string" || invite === null) {
		return <DeadLink title={AUTH_PAGE_WORDS.deadLink}>{AUTH_PAGE_WORDS.deadLinkText}</DeadLink>;
	}
	if (invite.purpose === "reset") {
		return (
			<>
				<div>
					<h1 className="font-semibold text-2xl">{AUTH_PAGE_WORDS.resetTitle}</h1>
					<p className="foreign-text mt-1 text-n11">{AUTH_PAGE_WORDS.resetText(invite.email ?? "")}</p>
				</div>
				<ResetForm token={token} email={invite.email ?? ""} />
			</>
		);
	}
	return (
		<>
			<div>
				<h1 className="font-semibold text-2xl">{AUTH_PAGE_WORDS.joinRezdeck}</h1>
				<p className="foreign-text mt-1 text-n11">{AUTH_PAGE_WORDS.joinText(invite.createdBy, invite.role)}</p>
			</div>
			<AcceptForm token={token} email={invite.email} action={AUTH_PAGE_WORDS.createMyAccount} />
		</>
	);
}
