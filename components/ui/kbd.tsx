/** A key on the keyboard. */
export function Kbd({ children }: { children: string }) {
	return (
		<kbd className="inline-flex min-w-5 items-center justify-center rounded-sm border border-n7 bg-n2 px-1 font-sans text-n11 text-xs">
			{children}
		</kbd>
	);
}
