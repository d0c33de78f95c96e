import { type ReactNode, useId } from "react";
import { Icon } from "./icon";
import { UI_WORDS } from "./ui-words";

/** What a control needs to belong to its label, hint and error. Spread it on Input, Select or Textarea. */
export interface FieldControl {
	id: string;
	"aria-describedby": string | undefined;
	"aria-invalid": true | undefined;
	"aria-required": true | undefined;
}

interface FieldProps {
	label: ReactNode;
	hint?: ReactNode;
	error?: string | null;
	required?: boolean;
	/** Label for screen readers only. */
	labelHidden?: boolean;
	children: (control: FieldControl) => ReactNode;
}

/** Label, control, hint and error, wired together: `<Field label="E-mail" error={e}>{(c) => <Input {...c} />}</Field>`. */
export function Field({ label, hint, error, required = false, labelHidden = false, children }: FieldProps) {
	const id = useId();
	const hintId = hint === undefined ? undefined : `${id}-hint`;
	const errorId = error ? `${id}-error` : undefined;
	const describedBy = [hintId, errorId].filter((part) => part !== undefined).join(" ");
	return (
		<div className="flex min-w-0 flex-col gap-1">
			<label htmlFor={id} className={labelHidden ? "sr-only" : "font-medium text-sm"}>
				{label}
				{!required || labelHidden ? null : <span className="font-normal text-n10"> {UI_WORDS.required}</span>}
			</label>
			{children({
				id,
				"aria-describedby": describedBy === "" ? undefined : describedBy,
				"aria-invalid": error ? true : undefined,
				"aria-required": required ? true : undefined,
			})}
			{error ? (
				<p id={errorId} role="alert" className="flex items-start gap-1 text-bad-text text-sm">
					<Icon name="circle-exclamation-point" className="mt-0.5 size-3.5 shrink-0" />
					{error}
				</p>
			) : null}
			{hint !== undefined && (
				<p id={hintId} className="text-n10 text-sm">
					{hint}
				</p>
			)}
		</div>
	);
}
