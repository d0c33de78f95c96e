import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Notice } from "@/components/ui/notice";
import { hasOperators } from "@/lib/auth/first-owner";
import { currentActor } from "@/lib/auth/require-actor";
import { returnPath } from "@/lib/shared/auth";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
	const asked = (await searchParams).returnTo;
	const returnTo = returnPath(typeof asked === "string" ? asked : null) ?? "/";
	const [actor, isSetUp] = await Promise.all([currentActor(), hasOperators()]);
	if (actor !== null) redirect(returnTo);
	return (
		<>
			<h1 className="font-semibold text-2xl">Sign in</h1>
			{!isSetUp && (
				<Notice tone="info" title="This installation has no owner yet">
					Open the setup link that the server printed when it started. It works once and for one hour; a restart prints
					a new one.
				</Notice>
			)}
			<SignInForm returnTo={returnTo} />
		</>
	);
}
