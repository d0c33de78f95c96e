import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Notice } from "@/components/ui/notice";
import { hasOperators } from "@/lib/auth/first-owner";
import { currentActor } from "@/lib/auth/require-actor";
import { returnPath } from "@/lib/shared/auth";
import { AUTH_PAGE_WORDS } from "../auth-page-words";

export const metadata: Metadata = { title: AUTH_PAGE_WORDS.signIn };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
	const asked = (await searchParams).returnTo;
	const returnTo = returnPath(typeof asked === "string" ? asked : null) ?? "/";
	const [actor, isSetUp] = await Promise.all([currentActor(), hasOperators()]);
	if (actor !== null) redirect(returnTo);
	return (
		<>
			<h1 className="font-semibold text-2xl">{AUTH_PAGE_WORDS.signIn}</h1>
			{!isSetUp && (
				<Notice tone="info" title={AUTH_PAGE_WORDS.noOwnerYet}>
					{AUTH_PAGE_WORDS.noOwnerYetText}
				</Notice>
			)}
			<SignInForm returnTo={returnTo} />
		</>
	);
}
