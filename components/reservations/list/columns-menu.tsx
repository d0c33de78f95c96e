"use client";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import type { ColumnsFormProps } from "./columns-form";
import { LIST_WORDS } from "./list-words";

const loadForm = () => import("./columns-form").then((module) => module.ColumnsForm);

export function ColumnsMenu(props: ColumnsFormProps) {
	return (
		<Popover
			trigger={
				<button
					type="button"
					aria-label={LIST_WORDS.columnsAndDensity}
					title={LIST_WORDS.columnsAndDensity}
					className={classNames(buttonClass({ size: "sm" }), "max-sm:hidden print:hidden")}
				>
					<Icon name="columns-3" />
					{LIST_WORDS.columns}
				</button>
			}
			label={LIST_WORDS.columnsAndDensity}
			align="end"
			className="w-72"
			load={loadForm}
			content={props}
		/>
	);
}
