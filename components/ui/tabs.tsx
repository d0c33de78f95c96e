"use client";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { classNames } from "./class-names";

export interface TabItem {
	id: string;
	label: string;
	/** Shown beside the label; left out when null. */
	count?: number | null;
}

interface TabsProps {
	label: string;
	items: readonly TabItem[];
	selected: string;
	onSelect: (id: string) => void;
	/** The selected tab's content. */
	children: ReactNode;
}

/** Tabs by the ARIA pattern (arrows, Home, End). Written here because Radix' panel renders a style attribute, which the content policy forbids. */
export function Tabs({ label, items, selected, onSelect, children }: TabsProps) {
	const base = useId();
	const list = useRef<HTMLDivElement>(null);

	function onKeyDown(event: KeyboardEvent) {
		const index = items.findIndex((item) => item.id === selected);
		const last = items.length - 1;
		const target = {
			ArrowRight: index === last ? 0 : index + 1,
			ArrowLeft: index === 0 ? last : index - 1,
			Home: 0,
			End: last,
		}[event.key];
		const item = target === undefined ? undefined : items[target];
		if (item === undefined) return;
		event.preventDefault();
		event.stopPropagation();
		onSelect(item.id);
		list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(item.id)}"]`)?.focus();
	}

	return (
		<div className="min-w-0">
			<div className="overflow-x-auto border-n6 border-b">
				<div ref={list} role="tablist" aria-label={label} onKeyDown={onKeyDown} className="flex w-max gap-1">
					{items.map((item) => {
						const active = item.id === selected;
						return (
							<button
								key={item.id}
								type="button"
								role="tab"
								id={`${base}-${item.id}`}
								data-tab={item.id}
								aria-selected={active}
								aria-controls={active ? `${base}-panel` : undefined}
								tabIndex={active ? 0 : -1}
								onClick={() => onSelect(item.id)}
								className={classNames(
									"-outline-offset-2 flex h-9 items-center gap-1.5 border-b-2 px-2.5 max-sm:h-11",
									active
										? "border-accent font-medium text-n12"
										: "border-transparent text-n11 hover:border-n7 hover:text-n12",
								)}
							>
								{item.label}
								{item.count !== undefined && item.count !== null && (
									<span className="num rounded-sm bg-n4 px-1 font-normal text-n11 text-xs">
										{item.count.toLocaleString("en")}
									</span>
								)}
							</button>
						);
					})}
				</div>
			</div>
			<div
				role="tabpanel"
				id={`${base}-panel`}
				aria-labelledby={`${base}-${selected}`}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: the tab pattern asks for a focusable panel
				tabIndex={0}
				className="min-w-0 pt-3 outline-offset-4"
			>
				{children}
			</div>
		</div>
	);
}
