"use client";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface TypedConfirmationProps {
	/** What must be typed. */
	expected: string;
	value: string;
	onChange: (value: string) => void;
}

/** The account's name, typed: so that nobody deletes by habit, or in the wrong tab. */
export function TypedConfirmation({ expected, value, onChange }: TypedConfirmationProps) {
	return (
		<Field
			label={
				<>
					Type <span className="foreign-text select-all font-semibold">{expected}</span> to confirm
				</>
			}
		>
			{(control) => (
				<Input
					{...control}
					className="max-w-sm"
					autoComplete="off"
					autoCapitalize="off"
					spellCheck={false}
					value={value}
					onChange={(event) => onChange(event.target.value)}
				/>
			)}
		</Field>
	);
}
