"use client";
import { TOUR_WORDS } from "@/components/tour/tour-words";
import { useStartTour } from "@/components/tour/use-start-tour";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "@/components/ui/menu-items";
import { applyTheme, readTheme, type Theme } from "@/components/ui/theme";
import { useToast } from "@/components/ui/toast";
import { fetchJson } from "@/lib/queries/client";
import type { CsrfAnswer } from "@/lib/shared/auth";
import { ACCOUNT_WORDS } from "./account-words";
import { NAV_WORDS } from "./nav-words";

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
			notify({ tone: "bad", title: ACCOUNT_WORDS.youAreStillSignedIn, text: error.message });
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
			<MenuLabel>{ACCOUNT_WORDS.appearance}</MenuLabel>
			<MenuRadioGroup
				value={theme}
				onValueChange={(value) => {
					const next = readTheme(value);
					onTheme(next);
					applyTheme(next);
				}}
			>
				<MenuRadioItem value="system">{ACCOUNT_WORDS.asTheSystem}</MenuRadioItem>
				<MenuRadioItem value="light">{ACCOUNT_WORDS.light}</MenuRadioItem>
				<MenuRadioItem value="dark">{ACCOUNT_WORDS.dark}</MenuRadioItem>
			</MenuRadioGroup>
			<MenuSeparator />
			<MenuItem asChild>
				<Link href="/settings">
					<Icon name="settings" />
					{NAV_WORDS.settings}
				</Link>
			</MenuItem>
			<MenuItem onSelect={onShortcuts}>
				<Icon name="keyboard" />
				{ACCOUNT_WORDS.keyboardShortcuts}
			</MenuItem>
			{startTour !== null && (
				<MenuItem onSelect={startTour}>
					<Icon name="compass" />
					{TOUR_WORDS.start}
				</MenuItem>
			)}
			<MenuSeparator />
			<MenuItem onSelect={() => void signOut()}>
				<Icon name="log-out" />
				{ACCOUNT_WORDS.signOut}
			</MenuItem>
		</>
	);
}

/** next-auth's own way out: a form post with the token that proves it came from our page. */
async function endSession(): Promise<void> {
	const { csrfToken } = await fetchJson<CsrfAnswer>("/api/auth/csrf");
	const response = await fetch("/api/auth/signout", {
		method: "POST",
		body: new URLSearchParams({ csrfToken, callbackUrl: "/sign-in", json: "true" }),
	});
	if (!response.ok) throw new Error(ACCOUNT_WORDS.signOutFailed(response.status));
}
