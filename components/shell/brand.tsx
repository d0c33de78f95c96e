/** The product's mark. */
export function BrandMark({ className }: { className?: string }) {
	return (
		<svg viewBox="0 0 32 32" aria-hidden="true" className={className ?? "size-5 shrink-0"}>
			<rect width="32" height="32" rx="7" className="fill-accent" />
			<path d="M16 6.5 25.5 16 16 25.5 6.5 16Z" className="fill-none stroke-accent-ink" strokeWidth="2.4" />
			<path d="M16 12.2 19.8 16 16 19.8 12.2 16Z" className="fill-accent-ink" />
		</svg>
	);
}
