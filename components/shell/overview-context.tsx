"use client";
import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { overviewQuery } from "@/lib/queries/overview";
import type { Overview } from "@/lib/shared/connections";

const OverviewContext = createContext<Overview | null>(null);

/** The state of the whole installation, read by the server with the page and asked again every few seconds. */
export function OverviewProvider({ initial, children }: { initial: Overview; children: ReactNode }) {
	const { data } = useQuery({ ...overviewQuery(), initialData: initial });
	return <OverviewContext value={data}>{children}</OverviewContext>;
}

export function useOverview(): Overview {
	const overview = useContext(OverviewContext);
	if (overview === null) throw new Error("useOverview needs an OverviewProvider above it");
	return overview;
}
