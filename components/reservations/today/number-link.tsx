import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";

interface NumberLinkProps {
	/** Canonical filter of the list behind the number. */
	params: string;
	/** What the number is, when the text alone does not say it. */
	label?: string;
	tone?: string;
	className?: string;
	children: ReactNode;
}

/** A number that leads to its list. */
export function NumberLink({ params, label, tone, className, children }: NumberLinkProps) {
	return (
		<Link
			href={`/reservations?${params}`}
			prefetch={false}
			aria-label={label}
			className={classNames(
				"num inline-flex min-h-6 items-center whitespace-nowrap underline-offset-3 hover:underline max-sm:min-h-11",
				tone,
				className,
			)}
		>
			{children}
		</Link>
	);
}
