"use client";
import { useQueryClient } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useOverview } from "@/components/shell/overview-context";
import { useToast } from "@/components/ui/toast";
import { ApiProblem } from "@/lib/queries/client";
import { PREFERENCES_KEY, savePreference } from "@/lib/queries/preferences";
import { TOUR_WORDS as WORDS } from "./tour-words";

/** Where the tour stands on the page of the day. */
export const TOUR_ID = "tour";

/** Begins the tour from its first step and goes to it. Null while there is nothing to show: no account is connected. */
export function useStartTour(): (() => void) | null {
	const client = useQueryClient();
	const router = useRouter();
	const pathname = usePathname();
	const notify = useToast();
	const { connections, reservations } = useOverview();

	async function start() {
		try {
			client.setQueryData(PREFERENCES_KEY, await savePreference("tour", { step: 0, ended: false }));
		} catch (error) {
			if (!(error instanceof ApiProblem)) throw error;
			notify({ tone: "bad", title: WORDS.notStarted, text: error.message });
			return;
		}
		if (pathname === "/") document.querySelector<HTMLElement>(`#${TOUR_ID} h2`)?.focus();
		else router.push(`/#${TOUR_ID}`);
	}

	return connections.total === 0 && reservations === 0 ? null : () => void start();
}
