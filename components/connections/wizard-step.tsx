import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { CONNECT_WORDS } from "./connect-words";

interface WizardStepProps {
	number: number;
	title: string;
	state: "done" | "current" | "later";
	children: ReactNode;
}

/** One numbered step. Steps to come are there from the start, so that people know what they are in for. */
export function WizardStep({ number, title, state, children }: WizardStepProps) {
	return (
		<li
			aria-current={state === "current" ? "step" : undefined}
			className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 pb-8 last:pb-0"
		>
			<span
				aria-hidden="true"
				className={classNames(
					"num flex size-7 items-center justify-center rounded-md border font-medium text-sm",
					state === "current" && "border-transparent bg-accent text-accent-ink",
					state === "done" && "border-accent-line bg-accent-soft text-accent",
					state === "later" && "border-n7 text-n10",
				)}
			>
				{state === "done" ? <Icon name="check" className="size-4" /> : number}
			</span>
			<div className="min-w-0">
				<h2 className={classNames("mb-2 pt-0.5 font-semibold text-lg", state === "later" && "text-n10")}>
					<span className="sr-only">{CONNECT_WORDS.step(number)} </span>
					{title}
					{state === "done" && <span className="sr-only"> {CONNECT_WORDS.done}</span>}
				</h2>
				{children}
			</div>
		</li>
	);
}
