"use client";
import { type ComponentType, type ReactElement, useCallback, useState } from "react";
import { OnDemandTrigger } from "./on-demand-trigger";
import { useOnDemand } from "./use-on-demand";

const loadFrame = () => import("./menu-frame").then((module) => module.MenuFrame);

interface MenuProps<Content extends object> {
	/** The button that opens it. */
	trigger: ReactElement;
	/** Fetches the entries (menu-items.tsx), when the button is first reached. One function for all renderings. */
	load: () => Promise<ComponentType<Content>>;
	content: Content;
	align?: "start" | "end";
}

/** A menu of actions, whose code nobody waits for before. It does not lock the page behind it. */
export function Menu<Content extends object>({ trigger, load, content, align }: MenuProps<Content>) {
	const loadAll = useCallback(() => Promise.all([loadFrame(), load()]), [load]);
	const { code, open, setOpen, reach } = useOnDemand(loadAll);
	const [byKey, setByKey] = useState(false);
	if (code === null) {
		return (
			<OnDemandTrigger
				popup="menu"
				onReach={reach}
				onOpen={(key) => {
					setByKey(key);
					setOpen(true);
				}}
			>
				{trigger}
			</OnDemandTrigger>
		);
	}
	const [Frame, Items] = code;
	return (
		<Frame trigger={trigger} open={open} onOpenChange={setOpen} align={align} openedByKey={byKey}>
			<Items {...content} />
		</Frame>
	);
}
