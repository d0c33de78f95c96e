"use client";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Instant } from "@/components/ui/instant";
import { Spinner } from "@/components/ui/spinner";
import type { Revocation } from "@/lib/shared/connections";
import { STEP_WORDS } from "./revoke-words";

type Step = Revocation["steps"][number];

/** What is happening, step by step. The same list is the evidence afterwards. */
export function RevokeSteps({ steps }: { steps: readonly Step[] }) {
	return (
		<ol className="divide-y divide-n6">
			{steps.map((step) => (
				<li key={step.key} className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] items-start gap-x-2.5 px-3 py-2">
					<StepIcon state={step.state} />
					<div className="min-w-0">
						<p className={classNames(step.state === "pending" && "text-n10", step.state === "done" && "font-medium")}>
							{step.label}
							<span className={step.state === "done" || step.state === "pending" ? "sr-only" : "text-n10"}>
								{" "}
								· {STEP_WORDS[step.state]}
							</span>
						</p>
						{step.detail !== null && <p className="foreign-text text-n11 text-sm">{step.detail}</p>}
					</div>
					{step.at !== null && step.state !== "pending" && <Instant at={step.at} className="num text-n10 text-sm" />}
				</li>
			))}
		</ol>
	);
}

function StepIcon({ state }: { state: Step["state"] }) {
	const look = "mt-0.5 size-4";
	switch (state) {
		case "done":
			return <Icon name="check" className={`${look} text-ok-text`} />;
		case "failed":
			return <Icon name="triangle-exclamation-point" className={`${look} text-bad-text`} />;
		case "skipped":
			return <Icon name="minus" className={`${look} text-warn-text`} />;
		case "running":
			return <Spinner className="mt-0.5 text-info-text" />;
		default:
			return <Icon name="circle" className={`${look} text-n8`} />;
	}
}
