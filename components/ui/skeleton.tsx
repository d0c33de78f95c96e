import { classNames } from "./class-names";

/** A grey place-holder of the size of what comes. Put one status text for screen readers beside the group. */
export function Skeleton({ className }: { className?: string }) {
	return (
		<span
			aria-hidden="true"
			className={classNames("block animate-pulse rounded-sm bg-n4", className ?? "h-4 w-full")}
		/>
	);
}

/** A loading table: as many rows as the page usually shows at first. */
export function SkeletonRows({ rows = 12, label }: { rows?: number; label: string }) {
	return (
		// One pulse for all of them: dozens would keep a slow processor from what is being waited for.
		<div role="status" className="animate-pulse divide-y divide-n6">
			<span className="sr-only">{label}</span>
			{Array.from({ length: rows }, (_, row) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: identical rows that never move
				<div key={row} className="flex h-9 items-center gap-4 px-3">
					<Bar className="w-40" />
					<Bar className="w-32 max-sm:hidden" />
					<Bar className="flex-1" />
					<Bar className="w-20" />
				</div>
			))}
		</div>
	);
}

function Bar({ className }: { className: string }) {
	return <span aria-hidden="true" className={classNames("block h-3.5 rounded-sm bg-n4", className)} />;
}
