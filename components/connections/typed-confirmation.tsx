"use client";
import { Field } from "@/components/ui/field";
import { filled } from "@/components/ui/filled";
import { Input } from "@/components/ui/input";
import { REVOKE_WORDS } from "./revoke-words";

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
			label={filled(REVOKE_WORDS.typeToConfirm, {
				name: <span className="foreign-text select-all font-semibold">{expected}</span>,
			})}
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
