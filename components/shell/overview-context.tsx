"use client";
import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, Suspense, use } from "react";
import { overviewQuery } from "@/lib/queries/overview";
import type { Overview } from "@/lib/shared/connections";

const OverviewContext = createContext<Promise<Overview> | null>(null);

interface OverviewProviderProps {
	/** Still being read by the server, beside the page: the frame is not held back for it. */
	initial: Promise<Overview>;
	children: ReactNode;
}

/** The state of the whole installation, asked again every few seconds. */
export function OverviewProvider({ initial, children }: OverviewProviderProps) {
	return (
		<OverviewContext value={initial}>
			{children}
			<Suspense>
				<Refresh initial={initial} />
			</Suspense>
		</OverviewContext>
	);
}

/** Asks for all who read it. */
function Refresh({ initial }: { initial: Promise<Overview> }) {
	useQuery({ ...overviewQuery(), initialData: use(initial) });
	return null;
}

/** Needs a Suspense boundary above it: it waits for the server's first reading. */
export function useOverview(): Overview {
	const initial = use(OverviewContext);
	if (initial === null) throw new Error("useOverview needs an OverviewProvider above it");
	const { data } = useQuery({ ...overviewQuery(), initialData: use(initial), enabled: false });
	return data;
}
