import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
	label: ReactNode;
	hint?: ReactNode;
}

export function Checkbox({ label, hint, className, id, ...rest }: CheckboxProps) {
	const ownId = useId();
	const inputId = id ?? ownId;
	return (
		<div className={classNames("flex items-start gap-2 py-1 max-sm:min-h-11 max-sm:py-2.5", className)}>
			<input
				{...rest}
				type="checkbox"
				id={inputId}
				aria-describedby={hint === undefined ? undefined : `${inputId}-hint`}
				className="mt-0.5 size-4 shrink-0 accent-accent max-sm:size-5"
			/>
			<div className="min-w-0">
				<label htmlFor={inputId} className="foreign-text">
					{label}
				</label>
				{hint !== undefined && (
					<p id={`${inputId}-hint`} className="text-n10 text-sm">
						{hint}
					</p>
				)}
			</div>
		</div>
	);
}
