import { Icon } from "./icon";
import { Input } from "./input";

interface SearchInputProps {
	/** Name for screen readers. */
	label: string;
	placeholder: string;
	value: string;
	onChange: (value: string) => void;
}

/** A field that narrows the list below it as one types; the shortcut for filters goes here. */
export function SearchInput({ label, placeholder, value, onChange }: SearchInputProps) {
	return (
		<span className="relative w-64 max-sm:w-full print:hidden">
			<Icon name="search" className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-n10" />
			<Input
				type="search"
				data-shortcut="filters"
				value={value}
				onChange={(event) => onChange(event.target.value)}
				placeholder={placeholder}
				aria-label={label}
				className="pl-8"
			/>
		</span>
	);
}
