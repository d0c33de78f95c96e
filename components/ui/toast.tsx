"use client";
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { TONE_ICON, TONE_TEXT, type Tone } from "./tone";
import { UI_WORDS } from "./ui-words";

interface Toast {
	tone: Tone;
	title: string;
	text?: string;
	/** The way back, for what can be undone. The toast then stays longer. */
	action?: { label: string; onSelect: () => void };
}

type Notify = (toast: Toast) => void;
const ToastContext = createContext<Notify | null>(null);

/** How long a toast stays; failures stay until closed. */
const SHOWN_MS = 6_000;
const SHOWN_WITH_ACTION_MS = 15_000;

/** Short news about what the operator just did, read out politely. Anything that must not be missed belongs on the page instead. */
export function ToastProvider({ children }: { children: ReactNode }) {
	const [toasts, setToasts] = useState<(Toast & { id: number })[]>([]);
	const nextId = useRef(1);
	const close = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
	const notify = useCallback<Notify>(
		(toast) => {
			const id = nextId.current++;
			setToasts((all) => [...all.slice(-2), { ...toast, id }]);
			if (toast.tone !== "bad") {
				setTimeout(() => close(id), toast.action === undefined ? SHOWN_MS : SHOWN_WITH_ACTION_MS);
			}
		},
		[close],
	);
	return (
		<ToastContext value={notify}>
			{children}
			<div
				role="status"
				aria-live="polite"
				className="pointer-events-none fixed right-4 bottom-4 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2 max-sm:bottom-20"
			>
				{toasts.map((toast) => {
					return (
						<div
							key={toast.id}
							className="pointer-events-auto flex animate-enter items-start gap-2 rounded-md border border-n7 bg-n1 p-3 shadow-pop"
						>
							<Icon
								name={TONE_ICON[toast.tone]}
								className={classNames("mt-0.5 size-4 shrink-0", TONE_TEXT[toast.tone])}
							/>
							<div className="min-w-0 flex-1">
								<p className="font-medium">{toast.title}</p>
								{toast.text !== undefined && <p className="foreign-text text-n11 text-sm">{toast.text}</p>}
								{toast.action !== undefined && (
									<Button
										size="sm"
										className="mt-2"
										onClick={() => {
											toast.action?.onSelect();
											close(toast.id);
										}}
									>
										{toast.action.label}
									</Button>
								)}
							</div>
							<Button
								variant="quiet"
								size="sm"
								iconOnly
								aria-label={UI_WORDS.closeMessage}
								onClick={() => close(toast.id)}
							>
								<Icon name="x" />
							</Button>
						</div>
					);
				})}
			</div>
		</ToastContext>
	);
}

/** Gives the function that shows a toast. */
export function useToast(): Notify {
	const notify = useContext(ToastContext);
	if (notify === null) throw new Error("useToast needs a ToastProvider above it");
	return notify;
}
