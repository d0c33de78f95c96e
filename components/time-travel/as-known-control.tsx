"use client";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import { AS_KNOWN_CONTROL_WORDS as WORDS } from "./as-known-control-words";

const loadForm = () => import("./as-known-form").then((module) => module.AsKnownForm);

interface AsKnownControlProps {
	/** The moment shown; null: now. */
	at: string | null;
	onChange: (at: string | null) => void;
	className?: string;
}

/** Chooses the moment whose knowledge is shown. */
export function AsKnownControl({ at, onChange, className }: AsKnownControlProps) {
	return (
		<Popover
			trigger={
				<button type="button" className={classNames(buttonClass({ size: "sm", variant: "quiet" }), className)}>
					<Icon name="rotate-ccw-clock" />
					{WORDS.button}
				</button>
			}
			label={WORDS.panel}
			align="end"
			className="w-72"
			load={loadForm}
			content={{ at, onChange }}
		/>
	);
}
