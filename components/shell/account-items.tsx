"use client";
import { Compass, Keyboard, LogOut, Settings } from "lucide-react";
import Link from "next/link";
import { TOUR_WORDS } from "@/components/tour/tour-words";
import { useStartTour } from "@/components/tour/use-start-tour";
import { MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "@/components/ui/menu-items";
import { applyTheme, readTheme, type Theme } from "@/components/ui/theme";
import { useToast } from "@/components/ui/toast";
import { fetchJson } from "@/lib/queries/client";

export interface AccountItemsProps {
	/** E-mail of the signed-in operator. */
	name: string;
	role: string;
	theme: Theme;
	onTheme: (theme: Theme) => void;
	onShortcuts: () => void;
}

/** Appearance, settings, keys, the tour and the way out. */
export function AccountItems({ name, role, theme, onTheme, onShortcuts }: AccountItemsProps) {
	const notify = useToast();
	const startTour = useStartTour();

	async function signOut() {
		try {
			await endSession();
		} catch (error) {
			if (!(error instanceof Error)) throw error;
			notify({ tone: "bad", title: "You are still signed in", text: error.message });
			return;
		}
		// A full load: nothing of this operator's data may stay in the page's memory.
		window.location.assign("/sign-in");
	}

	return (
		<>
			<div className="px-2 py-1.5">
				<p className="foreign-text max-w-64 font-medium">{name}</p>
				<p className="text-n10 text-sm">{role}</p>
			</div>
			<MenuSeparator />
			<MenuLabel>Appearance</MenuLabel>
			<MenuRadioGroup
				value={theme}
				onValueChange={(value) => {
					const next = readTheme(value);
					onTheme(next);
					applyTheme(next);
				}}
			>
				<MenuRadioItem value="system">As the system</MenuRadioItem>
				<MenuRadioItem value="light">Light</MenuRadioItem>
				<MenuRadioItem value="dark">Dark</MenuRadioItem>
			</MenuRadioGroup>
			<MenuSeparator />
			<MenuItem asChild>
				<Link href="/settings">
					<Settings aria-hidden="true" />
					Settings
				</Link>
			</MenuItem>
			<MenuItem onSelect={onShortcuts}>
				<Keyboard aria-hidden="true" />
				Keyboard shortcuts
			</MenuItem>
			{startTour !== null && (
				<MenuItem onSelect={startTour}>
					<Compass aria-hidden="true" />
					{TOUR_WORDS.start}
				</MenuItem>
			)}
			<MenuSeparator />
			<MenuItem onSelect={() => void signOut()}>
				<LogOut aria-hidden="true" />
				Sign out
			</MenuItem>
		</>
	);
}

const csrfAnswer = () => import("@/lib/shared/auth").then((module) => module.csrfAnswer);

/** next-auth's own way out: a form post with the token that proves it came from our page. */
async function endSession(): Promise<void> {
	const { csrfToken } = await fetchJson("/api/auth/csrf", csrfAnswer);
	const response = await fetch("/api/auth/signout", {
		method: "POST",
		body: new URLSearchParams({ csrfToken, callbackUrl: "/sign-in", json: "true" }),
	});
	if (!response.ok) throw new Error(`Signing out was answered with ${response.status}. Try again.`);
}
