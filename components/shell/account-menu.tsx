"use client";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import type { Theme } from "@/components/ui/theme";
import type { AccountItemsProps } from "./account-items";
import { SHELL_WORDS } from "./shell-words";

const loadItems = () => import("./account-items").then((module) => module.AccountItems);

export function AccountMenu({ theme: initial, ...rest }: Omit<AccountItemsProps, "onTheme">) {
	const [theme, setTheme] = useState<Theme>(initial);
	return (
		<Menu
			trigger={
				<button
					type="button"
					aria-label={SHELL_WORDS.account(rest.name)}
					className={buttonClass({ variant: "quiet", iconOnly: true })}
				>
					<Icon name="user-round" />
				</button>
			}
			load={loadItems}
			content={{ ...rest, theme, onTheme: setTheme }}
		/>
	);
}
