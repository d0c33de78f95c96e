import type { ReactNode } from "react";
import { RememberZone } from "@/components/auth/remember-zone";
import { BrandMark } from "@/components/shell/brand";
import { PRODUCT } from "@/components/shell/brand-words";

/** The pages before sign-in: one narrow column. */
export default function AuthLayout({ children }: { children: ReactNode }) {
	return (
		<main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col gap-6 px-5 py-[12dvh]">
			<RememberZone />
			<div className="flex items-center gap-2">
				<BrandMark />
				<span className="font-semibold text-lg">{PRODUCT}</span>
			</div>
			{children}
		</main>
	);
}
