"use client";
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";

export interface RadioOption<T extends string> {
	value: T;
	label: ReactNode;
	hint?: ReactNode;
	disabled?: boolean;
}

interface RadioGroupProps<T extends string> {
	legend: ReactNode;
	legendHidden?: boolean;
	/** Form field name; made up when left out. */
	name?: string;
	value: T;
	onChange: (value: T) => void;
	options: readonly RadioOption<T>[];
	/** Each option in a box of its own, for choices that deserve thought. */
	boxed?: boolean;
}

export function RadioGroup<T extends string>(props: RadioGroupProps<T>) {
	const ownName = useId();
	const name = props.name ?? ownName;
	return (
		<fieldset className="min-w-0">
			<legend className={props.legendHidden === true ? "sr-only" : "mb-1 font-medium text-sm"}>{props.legend}</legend>
			<div className={classNames("flex flex-col", props.boxed === true ? "gap-2" : "gap-0.5")}>
				{props.options.map((option) => (
					<label
						key={option.value}
						className={classNames(
							"flex items-start gap-2 max-sm:min-h-11",
							props.boxed === true
								? "rounded-md border border-n7 px-3 py-2.5 hover:bg-n2 has-checked:border-accent has-checked:bg-accent-soft"
								: "py-1",
							option.disabled === true && "opacity-60",
						)}
					>
						<input
							type="radio"
							name={name}
							value={option.value}
							checked={props.value === option.value}
							disabled={option.disabled}
							onChange={() => props.onChange(option.value)}
							className="mt-0.5 size-4 shrink-0 accent-accent"
						/>
						<span className="min-w-0">
							<span className={props.boxed === true ? "font-medium" : undefined}>{option.label}</span>
							{option.hint !== undefined && <span className="block text-n11 text-sm">{option.hint}</span>}
						</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}
