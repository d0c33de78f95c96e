/** Webhooks in operators' words. */
import type { Tone } from "@/components/ui/tone";
import type { WebhookHealth } from "@/lib/shared/connections";
import type { WebhookDelivery } from "@/lib/shared/webhooks";

export const HEALTH_STATES: Record<WebhookHealth["state"], { label: string; tone: Tone }> = {
	off: { label: "Not set up", tone: "quiet" },
	expected: { label: "None came yet", tone: "info" },
	arriving: { label: "Arriving", tone: "ok" },
	silent: { label: "Silent, polls took over", tone: "warn" },
};

export const DELIVERY_STATES: Record<WebhookDelivery["state"], string> = {
	pending: "Waiting",
	done: "Done",
	ignored: "Ignored",
	failed: "Given up",
};

const WORST_FIRST: readonly WebhookHealth["state"][] = ["silent", "expected", "arriving", "off"];

/** Several tenants' webhooks as one: the worst state, the latest delivery, the first silence. */
export function joinHealth(all: readonly WebhookHealth[]): WebhookHealth {
	const state = WORST_FIRST.find((candidate) => all.some((health) => health.state === candidate)) ?? "off";
	return { state, lastAt: times(all, "lastAt").at(-1) ?? null, silentSince: times(all, "silentSince")[0] ?? null };
}

function times(all: readonly WebhookHealth[], name: "lastAt" | "silentSince"): string[] {
	return all.flatMap((health) => health[name] ?? []).sort();
}

/** "booking 7122200: entity update". */
export function deliveryWords({ action, entityType, entityId }: WebhookDelivery): string {
	const what = [entityType, entityId].filter((part) => part !== null).join(" ");
	const verb = action.replaceAll("_", " ");
	return what === "" ? verb : `${what.replaceAll("_", " ")}: ${verb}`;
}

export const WEBHOOK_WORDS = {
	webhooks: "Webhooks",
	notLoaded: "The webhooks could not be loaded",
	tryAgain: "Try again",
	webhooksSub: "Changes that the provider tells at once; Rezdeck asks for them in any case",
	showEarlierDeliveries: "Show earlier deliveries",
	state: "State",
	lastDelivery: "Last delivery",
	noneYet: "none yet",
	silentSince: "Silent since",
	recentDeliveries: "Recent deliveries",
	setUp: "Set up",
	refused: "Deliveries are refused until Rezdeck has a user name and a password for them",
	/** Between the settings that are missing. */
	and: " and ",
	refusedText: (settings: string) => `Whoever runs Rezdeck sets ${settings} and starts it again.`,
	webhookUrl: "Webhook URL",
	userName: "User name",
} as const;
