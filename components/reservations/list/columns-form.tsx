"use client";
import { Button, buttonClass } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";
import { DEFAULT_COLUMNS, type ListColumn } from "@/lib/shared/list-columns";
import type { Density } from "@/lib/shared/preferences";
import { allColumns, moveColumn } from "./column-order";
import { COLUMNS_WORDS, DENSITY_WORDS } from "./columns-words";
import { COLUMN_LABELS } from "./list-words";

export interface ColumnsFormProps {
	columns: readonly ListColumn[];
	/** Null: back to the default ones. */
	onColumns: (columns: ListColumn[] | null) => void;
	density: Density;
	onDensity: (density: Density) => void;
}

/** Which columns, in which order, and how close the rows stand. */
export function ColumnsForm({ columns, onColumns, density, onDensity }: ColumnsFormProps) {
	return (
		<>
			<fieldset className="mb-3">
				<legend className="mb-1 font-medium text-sm">{COLUMNS_WORDS.rows}</legend>
				<div className="flex rounded-md border border-n7">
					{(["comfortable", "compact"] as const).map((value) => (
						<button
							key={DENSITY_WORDS[value]}
							type="button"
							aria-pressed={density === value}
							onClick={() => onDensity(value)}
							className={classNames(
								"-outline-offset-2 h-7 flex-1 text-sm capitalize first:rounded-l-[5px] last:rounded-r-[5px]",
								density === value ? "bg-accent-soft font-medium text-accent-strong" : "text-n11 hover:bg-n3",
							)}
						>
							{DENSITY_WORDS[value]}
						</button>
					))}
				</div>
			</fieldset>
			<fieldset>
				<legend className="mb-1 font-medium text-sm">{COLUMNS_WORDS.columns}</legend>
				<ul>
					{allColumns(columns).map((column) => (
						<ColumnLine key={column} column={column} columns={columns} onColumns={onColumns} />
					))}
				</ul>
			</fieldset>
			<p className="mt-2 text-n10 text-sm">{COLUMNS_WORDS.narrowWindow}</p>
			<Button
				size="sm"
				className="mt-2"
				disabled={columns.join() === DEFAULT_COLUMNS.join()}
				onClick={() => onColumns(null)}
			>
				{COLUMNS_WORDS.defaultColumns}
			</Button>
		</>
	);
}

function ColumnLine({
	column,
	columns,
	onColumns,
}: Pick<ColumnsFormProps, "columns" | "onColumns"> & { column: ListColumn }) {
	const label = COLUMN_LABELS[column];
	const at = columns.indexOf(column);
	const shown = at !== -1;
	const move = (step: 1 | -1) => onColumns(moveColumn(columns, column, step));
	return (
		<li className="flex items-center gap-1">
			<Checkbox
				className="flex-1"
				label={label}
				checked={shown}
				disabled={column === "guest"}
				onChange={(event) =>
					onColumns(event.target.checked ? [...columns, column] : columns.filter((other) => other !== column))
				}
			/>
			{shown && (
				<>
					<MoveButton label={COLUMNS_WORDS.moveUp(label)} disabled={at === 0} onMove={() => move(-1)} icon="arrow-up" />
					<MoveButton
						label={COLUMNS_WORDS.moveDown(label)}
						disabled={at === columns.length - 1}
						onMove={() => move(1)}
						icon="arrow-down"
					/>
				</>
			)}
		</li>
	);
}

interface MoveButtonProps {
	label: string;
	disabled: boolean;
	onMove: () => void;
	icon: IconName;
}

/** Stays focusable at the end of the list, and takes the focus again when its line has moved: one moves on by the same key. */
function MoveButton({ label, disabled, onMove, icon }: MoveButtonProps) {
	return (
		<button
			type="button"
			aria-label={label}
			aria-disabled={disabled || undefined}
			onClick={({ currentTarget }) => {
				if (disabled) return;
				onMove();
				requestAnimationFrame(() => currentTarget.focus());
			}}
			className={buttonClass({ variant: "quiet", size: "sm", iconOnly: true })}
		>
			<Icon name={icon} />
		</button>
	);
}
