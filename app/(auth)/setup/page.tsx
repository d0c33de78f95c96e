import type { Metadata } from "next";
import { AcceptForm } from "@/components/auth/accept-form";
import { DeadLink } from "@/components/auth/dead-link";
import { hasOperators } from "@/lib/auth/first-owner";
import { peekInvite } from "@/lib/auth/invites";
import { AUTH_PAGE_WORDS } from "../auth-page-words";

export const metadata: Metadata = { title: AUTH_PAGE_WORDS.setUp };

export default async function SetupPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
	const { token } = await searchParams;
	const invite = typeof token === "string" ? await peekInvite(token, "setup") : null;
	if (typeof token === "string" && invite !== null) {
		return (
			<>
				<div>
					<h1 className="font-semibold text-2xl">{AUTH_PAGE_WORDS.setUpRezdeck}</h1>
					<p className="mt-1 text-n11">{AUTH_PAGE_WORDS.setUpText}</p>
				</div>
				<AcceptForm token={token} email={null} action={AUTH_PAGE_WORDS.createTheOwnerAccount} />
			</>
		);
	}
	return (await hasOperators()) ? (
		<DeadLink title={AUTH_PAGE_WORDS.setupIsClosed}>{AUTH_PAGE_WORDS.setupIsClosedText}</DeadLink>
	) : (
		<DeadLink title={AUTH_PAGE_WORDS.deadSetupLink}>{AUTH_PAGE_WORDS.deadSetupLinkText}</DeadLink>
	);
}
