"use client";
import { Checkbox } from "@/components/ui/checkbox";
import { splitChoices } from "./filter-url";
import type { Choice } from "./filter-words";

export interface ChoicesProps {
	label: string;
	choices: readonly Choice[];
	/** Comma-separated, as in the URL; null = all. */
	value: string | null;
	onChange: (value: string | null) => void;
}

/** A filter of several values as a list of boxes. */
export function ChoiceList({ label, choices, value, onChange }: ChoicesProps) {
	const chosen = splitChoices(value);
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
