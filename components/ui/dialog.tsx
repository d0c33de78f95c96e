"use client";
import type { Dialog as DialogPrimitive } from "radix-ui";
import { type ComponentProps, createContext, type ReactElement, type ReactNode, useContext, useRef } from "react";
import { buttonClass } from "./button";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { OnDemandTrigger } from "./on-demand-trigger";
import { portalBody } from "./portal-body";
import { UI_WORDS } from "./ui-words";
import { type OpenState, useOnDemand } from "./use-on-demand";

const load = () => import("./dialog-primitive").then((module) => module.Dialog);

interface DialogState {
	/** Null until it was opened once. */
	Primitive: typeof DialogPrimitive | null;
	reach: () => void;
	setOpen: (open: boolean) => void;
}

const DialogContext = createContext<DialogState | null>(null);

/** Dialogs trap focus and give it back to where it was. */
export function Dialog({ children, ...given }: OpenState & { children: ReactNode }) {
	const { code: Primitive, open, setOpen, reach } = useOnDemand(load, given);
	return (
		<DialogContext value={{ Primitive, reach, setOpen }}>
			{Primitive === null ? (
				children
			) : (
				<Primitive.Root open={open} onOpenChange={setOpen}>
					{children}
				</Primitive.Root>
			)}
		</DialogContext>
	);
}

/** Around a Button. */
export function DialogTrigger({ children }: { children: ReactElement }) {
	const { Primitive, reach, setOpen } = useDialog();
	if (Primitive !== null) return <Primitive.Trigger asChild>{children}</Primitive.Trigger>;
	return (
		<OnDemandTrigger popup="dialog" onReach={reach} onOpen={() => setOpen(true)}>
			{children}
		</OnDemandTrigger>
	);
}

/** Inside the content, around a Button. */
export function DialogClose(props: ComponentProps<typeof DialogPrimitive.Close>) {
	const { Primitive } = useDialog();
	return Primitive === null ? null : <Primitive.Close {...props} />;
}

function useDialog(): DialogState {
	const state = useContext(DialogContext);
	if (state === null) throw new Error("This needs a Dialog above it");
	return state;
}

interface DialogContentProps {
	title: ReactNode;
	/** One sentence under the title; say it unless the title says all. */
	description?: ReactNode;
	children?: ReactNode;
	/** Buttons, the main one last. */
	footer?: ReactNode;
	wide?: boolean;
}

export function DialogContent({ title, description, children, footer, wide = false }: DialogContentProps) {
	const before = useRef<Element | null>(null);
	const { Primitive } = useDialog();
	if (Primitive === null) return null;
	return (
		<Primitive.Portal container={portalBody()}>
			<Primitive.Overlay className="fixed inset-0 z-40 animate-enter bg-scrim" />
			<Primitive.Content
				data-modal=""
				onOpenAutoFocus={() => {
					before.current = document.activeElement;
				}}
				onCloseAutoFocus={(event) => {
					// A dialog opened by a key or from a menu has no trigger to go back to.
					if (
						!(before.current instanceof HTMLElement) ||
						before.current === document.body ||
						!before.current.isConnected
					)
						return;
					event.preventDefault();
					before.current.focus();
				}}
				{...(description === undefined ? { "aria-describedby": undefined } : {})}
				className={classNames(
					"fixed z-50 flex max-h-[85dvh] animate-enter flex-col rounded-md border border-n7 bg-n1 shadow-pop outline-none",
					"max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-b-none sm:top-[12dvh] sm:left-1/2 sm:w-full sm:-translate-x-1/2",
					wide ? "sm:max-w-2xl" : "sm:max-w-md",
				)}
			>
				<div className="flex items-start justify-between gap-3 border-n6 border-b px-4 py-3">
					<div className="min-w-0">
						<Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
						{description !== undefined && (
							<Primitive.Description className="mt-0.5 text-n11 text-sm">{description}</Primitive.Description>
						)}
					</div>
					<Primitive.Close
						aria-label={UI_WORDS.close}
						className={buttonClass({ variant: "quiet", size: "sm", iconOnly: true })}
					>
						<Icon name="x" />
					</Primitive.Close>
				</div>
				{children !== undefined && <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>}
				{footer !== undefined && (
					<div className="flex flex-wrap justify-end gap-2 border-n6 border-t px-4 py-3">{footer}</div>
				)}
			</Primitive.Content>
		</Primitive.Portal>
	);
}
