"use client";
import { Tooltip as Primitive } from "radix-ui";
import type { ReactNode } from "react";

/** A short explanation on hover and focus. Never the only place where something is said. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
	return (
		<Primitive.Provider delayDuration={300}>
			<Primitive.Root>
				<Primitive.Trigger asChild>{children}</Primitive.Trigger>
				<Primitive.Portal>
					<Primitive.Content
						sideOffset={4}
						collisionPadding={8}
						className="z-50 max-w-xs rounded-sm bg-n12 px-2 py-1 text-n1 text-sm shadow-pop"
					>
						{text}
					</Primitive.Content>
				</Primitive.Portal>
			</Primitive.Root>
		</Primitive.Provider>
	);
}
