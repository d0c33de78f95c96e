import type { ReactNode } from "react";
import { BrandMark } from "./brand";
import { PRODUCT } from "./brand-words";

/** A page outside the frame: not found, failed. */
export function StandalonePage({
	title,
	children,
	actions,
}: {
	title: string;
	children: ReactNode;
	actions: ReactNode;
}) {
	return (
		<main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-4 px-6 py-12">
			<div className="flex items-center gap-2 text-n11">
				<BrandMark />
				<span className="font-semibold">{PRODUCT}</span>
			</div>
			<h1 className="font-semibold text-2xl">{title}</h1>
			<div className="text-n11">{children}</div>
			<div className="flex flex-wrap gap-2">{actions}</div>
		</main>
	);
}
