"use client";
import type { ReactNode } from "react";
import { buttonClass } from "./button";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { portalBody } from "./portal-body";
import { UI_WORDS } from "./ui-words";
import { useOnDemand } from "./use-on-demand";

const load = () => import("./dialog-primitive").then((module) => module.Dialog);

interface SidePanelProps {
	open: boolean;
	onOpenChange: (open: boolean) => void;
	title: ReactNode;
	description?: ReactNode;
	children: ReactNode;
	footer?: ReactNode;
	/** False: the page beside the panel stays in use (peek). True: it waits (filters on a phone). */
	modal?: boolean;
	/** Where focus goes when the panel closes, when that is not the element that had it before. */
	onCloseFocus?: () => void;
}

/** From the right on wide screens, from below on phones. */
export function SidePanel({ modal = true, onCloseFocus, ...props }: SidePanelProps) {
	const { code: Primitive } = useOnDemand(load, props);
	if (Primitive === null) return null;
	return (
		<Primitive.Root open={props.open} onOpenChange={props.onOpenChange} modal={modal}>
			<Primitive.Portal container={portalBody()}>
				{modal && <Primitive.Overlay className="fixed inset-0 z-40 animate-enter bg-scrim" />}
				<Primitive.Content
					data-modal={modal ? "" : undefined}
					{...(props.description === undefined ? { "aria-describedby": undefined } : {})}
					onInteractOutside={modal ? undefined : (event) => event.preventDefault()}
					onOpenAutoFocus={modal ? undefined : (event) => event.preventDefault()}
					onCloseAutoFocus={
						onCloseFocus === undefined
							? undefined
							: (event) => {
									event.preventDefault();
									onCloseFocus();
								}
					}
					className={classNames(
						"fixed z-50 flex flex-col border-n7 bg-n1 shadow-pop outline-none",
						"max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[85dvh] max-sm:animate-enter-up max-sm:rounded-t-md max-sm:border-t",
						"sm:inset-y-0 sm:right-0 sm:w-96 sm:max-w-[90vw] sm:animate-enter-right sm:border-l",
					)}
				>
					<div className="flex items-start justify-between gap-3 border-n6 border-b px-4 py-3">
						<div className="min-w-0">
							<Primitive.Title className="foreign-text font-semibold text-lg">{props.title}</Primitive.Title>
							{props.description !== undefined && (
								<Primitive.Description className="mt-0.5 text-n11 text-sm">{props.description}</Primitive.Description>
							)}
						</div>
						<Primitive.Close
							aria-label={UI_WORDS.closePanel}
							className={buttonClass({ variant: "quiet", size: "sm", iconOnly: true })}
						>
							<Icon name="x" />
						</Primitive.Close>
					</div>
					<div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-3">{props.children}</div>
					{props.footer !== undefined && (
						<div className="flex flex-wrap gap-2 border-n6 border-t px-4 py-3">{props.footer}</div>
					)}
				</Primitive.Content>
			</Primitive.Portal>
		</Primitive.Root>
	);
}
