"use client";
import { ChevronDown } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { classNames } from "@/components/ui/class-names";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { CHOICE_WORDS } from "./choice-words";
import type { Choice } from "./filter-words";

interface ChoicesProps {
	label: string;
	choices: readonly Choice[];
	/** Comma-separated, as in the URL; null = all. */
	value: string | null;
	onChange: (value: string | null) => void;
}

/** A filter of several values behind one chip that says which are chosen. */
export function ChoiceChip(props: ChoicesProps) {
	const chosen = split(props.value);
	const [first, ...others] = props.choices.filter((choice) => chosen.includes(choice.value));
	const active = chosen.length > 0;
	const words =
		first === undefined ? props.label : others.length === 0 ? first.label : `${first.label} +${others.length}`;
	return (
		<Popover>
			<PopoverTrigger
				aria-label={active ? CHOICE_WORDS.chosen(props.label, words) : CHOICE_WORDS.all(props.label)}
				className={classNames(buttonClass({ size: "sm" }), chipClass(active))}
			>
				{words}
				<ChevronDown aria-hidden="true" className="text-n10" />
			</PopoverTrigger>
			<PopoverContent label={props.label} className="min-w-48">
				<ChoiceList {...props} />
			</PopoverContent>
		</Popover>
	);
}

/** The same as a list of boxes. */
export function ChoiceList({ label, choices, value, onChange }: ChoicesProps) {
	const chosen = split(value);
	return (
		<fieldset>
			<legend className="mb-1 font-medium text-sm">{label}</legend>
			{choices.map((choice) => (
				<Checkbox
					key={choice.value}
					label={choice.label}
					checked={chosen.includes(choice.value)}
					onChange={(event) => {
						const next = event.target.checked
							? [...chosen, choice.value]
							: chosen.filter((entry) => entry !== choice.value);
						onChange(next.length === 0 ? null : next.join(","));
					}}
				/>
			))}
		</fieldset>
	);
}

/** A chip in use stands out by colour and by the words it then shows. The signs: a button has colours of its own. */
export function chipClass(active: boolean): string {
	return active ? "border-accent-line! bg-accent-soft! text-accent-strong!" : "font-normal";
}

function split(value: string | null): string[] {
	return value === null ? [] : value.split(",").filter((part) => part !== "");
}
