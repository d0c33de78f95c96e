import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";

/** A one-time link that does not work any more. */
export function DeadLink({ title, children }: { title: string; children: ReactNode }) {
	return (
		<>
			<h1 className="font-semibold text-2xl">{title}</h1>
			<p className="text-n11">{children}</p>
			<ButtonLink href="/sign-in">Go to sign-in</ButtonLink>
		</>
	);
}
