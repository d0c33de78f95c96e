"use client";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import { chipClass } from "./chip-class";
import type { ChoicesProps } from "./choice-list";
import { CHOICE_WORDS } from "./choice-words";
import { splitChoices } from "./filter-url";

const loadList = () => import("./choice-list").then((module) => module.ChoiceList);

/** A filter of several values behind one chip that says which are chosen. */
export function ChoiceChip(props: ChoicesProps) {
	const chosen = splitChoices(props.value);
	const [first, ...others] = props.choices.filter((choice) => chosen.includes(choice.value));
	const active = chosen.length > 0;
	const words =
		first === undefined ? props.label : others.length === 0 ? first.label : `${first.label} +${others.length}`;
	return (
		<Popover
			trigger={
				<button
					type="button"
					aria-label={active ? CHOICE_WORDS.chosen(props.label, words) : CHOICE_WORDS.all(props.label)}
					className={classNames(buttonClass({ size: "sm" }), chipClass(active))}
				>
					{words}
					<Icon name="chevron-down" className="text-n10" />
				</button>
			}
			label={props.label}
			className="min-w-48"
			load={loadList}
			content={props}
		/>
	);
}
