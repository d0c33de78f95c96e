import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export const CONTROL =
	"w-full min-w-0 rounded-md border border-n8 bg-n1 text-base text-n12 placeholder:text-n10 hover:border-n10 aria-invalid:border-bad-text disabled:cursor-not-allowed disabled:bg-n3 disabled:text-n10";

export function Input({ className, ...rest }: ComponentProps<"input">) {
	return <input {...rest} className={classNames(CONTROL, "h-8 px-2.5 max-sm:h-11", className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
	return <textarea {...rest} className={classNames(CONTROL, "min-h-20 px-2.5 py-1.5", className)} />;
}
