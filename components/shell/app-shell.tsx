import { type ReactNode, Suspense } from "react";
import { Badge } from "@/components/ui/badge";
import { Kbd } from "@/components/ui/kbd";
import type { Theme } from "@/components/ui/theme";
import { TimeProvider } from "@/components/ui/time-provider";
import { ToastProvider } from "@/components/ui/toast";
import type { Overview } from "@/lib/shared/connections";
import type { Role } from "@/lib/shared/roles";
import { BottomBar } from "./bottom-bar";
import { FramesAhead } from "./frames-ahead";
import { NAV_WORDS } from "./nav-words";
import { Rail } from "./navigation";
import { StyleNonce } from "./nonce";
import { OverviewProvider } from "./overview-context";
import { QueryProvider } from "./query-provider";
import { TopBar } from "./top-bar";

interface AppShellProps {
	operator: { name: string; role: Role };
	overview: Promise<Overview>;
	theme: Theme;
	/** The operator's zone as the cookie has it; null before the first sign-in of a browser. */
	zone: string | null;
	now: number;
	nonce: string | null;
	children: ReactNode;
}

/** The frame around every page for signed-in operators. */
export function AppShell({ operator, overview, theme, zone, now, nonce, children }: AppShellProps) {
	return (
		<QueryProvider>
			<TimeProvider zone={zone} now={now}>
				<ToastProvider>
					<OverviewProvider initial={overview}>
						<StyleNonce nonce={nonce} />
						<FramesAhead />
						<a
							href="#content"
							className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus:translate-y-0 print:hidden"
						>
							{NAV_WORDS.skipToTheContent}
						</a>
						<div className="flex min-h-dvh">
							<Rail />
							<div className="flex min-w-0 flex-1 flex-col">
								<TopBar
									operator={operator}
									theme={theme}
									demo={
										<Suspense>
											<DemoBadge overview={overview} />
										</Suspense>
									}
									searchKeys={
										<>
											<Kbd>/</Kbd>
											<Kbd>Ctrl K</Kbd>
										</>
									}
								/>
								<main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 py-5 outline-none max-sm:pb-24 lg:px-6">
									{children}
								</main>
							</div>
						</div>
						<BottomBar />
					</OverviewProvider>
				</ToastProvider>
			</TimeProvider>
		</QueryProvider>
	);
}

async function DemoBadge({ overview }: Pick<AppShellProps, "overview">) {
	const { demo } = await overview;
	if (!demo) return null;
	return (
		<Badge tone="info" icon="flask-conical" className="max-md:hidden" title={NAV_WORDS.demoTitle}>
			{NAV_WORDS.demoData}
		</Badge>
	);
}
