import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { AUTH_WORDS } from "./auth-words";

/** A one-time link that does not work any more. */
export function DeadLink({ title, children }: { title: string; children: ReactNode }) {
	return (
		<>
			<h1 className="font-semibold text-2xl">{title}</h1>
			<p className="text-n11">{children}</p>
			<ButtonLink href="/sign-in">{AUTH_WORDS.goToSignIn}</ButtonLink>
		</>
	);
}
