import type { Metadata } from "next";
import { AcceptForm } from "@/components/auth/accept-form";
import { DeadLink } from "@/components/auth/dead-link";
import { hasOperators } from "@/lib/auth/first-owner";
import { peekInvite } from "@/lib/auth/invites";

export const metadata: Metadata = { title: "Set up" };

export default async function SetupPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
	const { token } = await searchParams;
	const invite = typeof token === "string" ? await peekInvite(token, "setup") : null;
	if (typeof token === "string" && invite !== null) {
		return (
			<>
				<div>
					<h1 className="font-semibold text-2xl">Set up Rezdeck</h1>
					<p className="mt-1 text-n11">
						You become the first owner: you connect accounts, and you invite the people who work with you.
					</p>
				</div>
				<AcceptForm token={token} email={null} action="Create the owner account" />
			</>
		);
	}
	return (await hasOperators()) ? (
		<DeadLink title="Setup is closed">
			This installation has an owner already. Sign in, or ask them for an invitation.
		</DeadLink>
	) : (
		<DeadLink title="This setup link does not work">
			It works once and for one hour. Restart Rezdeck: it prints a new one on the server's console.
		</DeadLink>
	);
}
