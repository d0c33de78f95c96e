import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { Link } from "./link";
import { Spinner } from "./spinner";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md";

const VARIANT: Record<ButtonVariant, string> = {
	primary: "border-transparent bg-accent text-accent-ink hover:bg-accent-strong",
	secondary: "border-n7 bg-n1 text-n12 hover:bg-n3",
	quiet: "border-transparent bg-transparent text-n11 hover:bg-n4 hover:text-n12",
	danger: "border-transparent bg-danger text-danger-ink hover:bg-danger-strong",
};

const SIZE: Record<ButtonSize, string> = {
	sm: "h-7 px-2 text-sm max-sm:min-h-11 max-sm:px-3",
	md: "h-8 px-3 text-base max-sm:min-h-11 max-sm:px-4",
};

const ICON_SIZE: Record<ButtonSize, string> = { sm: "size-7 max-sm:size-11", md: "size-8 max-sm:size-11" };

interface Look {
	variant?: ButtonVariant;
	size?: ButtonSize;
	/** Square, for a single icon. Give the button an aria-label. */
	iconOnly?: boolean;
}

/** The look of a button, for elements that are not buttons (a Radix trigger, a download link). */
export function buttonClass({ variant = "secondary", size = "md", iconOnly = false }: Look = {}): string {
	return classNames(
		"inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium",
		"disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
		VARIANT[variant],
		iconOnly ? ICON_SIZE[size] : SIZE[size],
	);
}

type ButtonProps = ComponentProps<"button"> &
	Look & { /** Shows a spinner and refuses clicks; say what happens in the label. */ busy?: boolean };

export function Button({
	variant,
	size,
	iconOnly,
	busy = false,
	className,
	children,
	disabled,
	type,
	...rest
}: ButtonProps) {
	return (
		<button
			{...rest}
			type={type ?? "button"}
			disabled={disabled === true || busy}
			aria-busy={busy || undefined}
			className={classNames(buttonClass({ variant, size, iconOnly }), className)}
		>
			{busy && <Spinner />}
			{children}
		</button>
	);
}

/** A link that looks like a button. */
export function ButtonLink({ variant, size, iconOnly, className, ...rest }: ComponentProps<typeof Link> & Look) {
	return <Link {...rest} className={classNames(buttonClass({ variant, size, iconOnly }), className)} />;
}
