import type { Metadata } from "next";
import { AcceptForm } from "@/components/auth/accept-form";
import { DeadLink } from "@/components/auth/dead-link";
import { ResetForm } from "@/components/auth/reset-form";
import { peekInvite } from "@/lib/auth/invites";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitePage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
	const { token } = await searchParams;
	const invite = typeof token === "string" ? await peekInvite(token, "invite", "reset") : null;
	if (typeof token !== "string" || invite === null) {
		return (
			<DeadLink title="This link does not work">
				It was used already, has expired or was withdrawn. Ask the person who sent it for a new one.
			</DeadLink>
		);
	}
	if (invite.purpose === "reset") {
		return (
			<>
				<div>
					<h1 className="font-semibold text-2xl">Choose a new password</h1>
					<p className="foreign-text mt-1 text-n11">For {invite.email}. You are signed out everywhere else.</p>
				</div>
				<ResetForm token={token} email={invite.email ?? ""} />
			</>
		);
	}
	return (
		<>
			<div>
				<h1 className="font-semibold text-2xl">Join Rezdeck</h1>
				<p className="foreign-text mt-1 text-n11">
					{invite.createdBy === null ? "You are invited" : `${invite.createdBy} invites you`} with the role{" "}
					{invite.role}.
				</p>
			</div>
			<AcceptForm token={token} email={invite.email} action="Create my account" />
		</>
	);
}
