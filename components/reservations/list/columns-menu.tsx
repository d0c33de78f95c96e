"use client";
import { Columns3 } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Popover } from "@/components/ui/popover";
import type { ColumnsFormProps } from "./columns-form";

const loadForm = () => import("./columns-form").then((module) => module.ColumnsForm);

export function ColumnsMenu(props: ColumnsFormProps) {
	return (
		<Popover
			trigger={
				<button
					type="button"
					aria-label="Columns and density"
					title="Columns and density"
					className={classNames(buttonClass({ size: "sm" }), "max-sm:hidden print:hidden")}
				>
					<Columns3 aria-hidden="true" />
					Columns
				</button>
			}
			label="Columns and density"
			align="end"
			className="w-72"
			load={loadForm}
			content={props}
		/>
	);
}
