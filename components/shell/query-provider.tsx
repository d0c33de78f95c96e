"use client";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { createQueryClient } from "@/lib/queries/client";

let browserClient: QueryClient | null = null;

/** One client per request on the server, one for the life of the page in the browser. */
function queryClient(): QueryClient {
	if (typeof window === "undefined") return createQueryClient();
	browserClient ??= createQueryClient();
	return browserClient;
}

export function QueryProvider({ children }: { children: ReactNode }) {
	return <QueryClientProvider client={queryClient()}>{children}</QueryClientProvider>;
}
