"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { isCurrent } from "./current-page";

interface NavLinkProps {
	/** The page that it stands for. */
	href: string;
	/** Where it leads, when that is more than the page's own path. */
	target: string | undefined;
	title?: string;
	className: string;
	children: ReactNode;
}

/** A link of the frame, which knows whether its page is open. */
export function NavLink({ href, target, ...rest }: NavLinkProps) {
	return <Link {...rest} href={target ?? href} aria-current={isCurrent(href, usePathname()) ? "page" : undefined} />;
}
