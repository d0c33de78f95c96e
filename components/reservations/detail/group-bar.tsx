"use client";
import { Button, buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { addDays } from "@/lib/shared/dates";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { type Choice, unitsOfGroup } from "./group-scope";
import { choiceName, GROUPINGS, groupingOf, nightWords, unitName } from "./group-words";
import { invoiceName, payerWords, personName } from "./person-words";
import { spanOf } from "./stay-matrix";
import { STAY_TAB_WORDS } from "./stay-tab-words";
import type { ViewControl } from "./use-view";

interface GroupBarProps {
	detail: ReservationDetail;
	/** The open tab. */
	tab: string;
	control: ViewControl;
	thisYear: number;
}

/** They share the room that the night leaves, so that all stand in one line as long as words can be read. */
const SELECT = "min-w-0 flex-1 basis-28 max-w-44 max-sm:w-full max-sm:max-w-none";

/** How a group is grouped, and what it is narrowed to: a person, a unit, an invoice, a night. The same on every tab. */
export function GroupBar({ detail, tab, control, thisYear }: GroupBarProps) {
	const { view, show } = control;
	const grouping = groupingOf(tab, view.by);
	const small = detail.assignments.length < 2 && detail.people.length < 2 && detail.invoices.length < 2;
	if (small && view.choice === null && view.night === null && grouping === null) return null;
	return (
		<div className="mb-3 flex flex-wrap items-center gap-2 max-sm:grid max-sm:grid-cols-2 print:hidden">
			<Select
				aria-label={STAY_TAB_WORDS.showAs}
				value={grouping ?? ""}
				onChange={(event) => show({ by: event.target.value === "" ? null : event.target.value })}
				className={SELECT}
			>
				{GROUPINGS[tab]?.map(({ value, label }) => (
					<option key={label} value={value ?? ""}>
						{label}
					</option>
				))}
			</Select>
			<ChoiceSelects detail={detail} choice={view.choice} onChoose={(choice) => show({ choice })} />
			<NightPicker detail={detail} control={control} />
			{(view.choice !== null || view.night !== null) && (
				<p className="flex min-w-0 max-w-full items-center gap-1 text-sm max-sm:col-span-2">
					<bdi className="truncate text-n11">
						{STAY_TAB_WORDS.onlyValue(
							[
								view.choice === null ? null : choiceName(detail, view.choice),
								view.night === null ? null : nightWords(view.night, thisYear),
							]
								.filter((words) => words !== null)
								.join(", "),
						)}
					</bdi>
					<Button variant="quiet" size="sm" onClick={() => show({ choice: null, night: null })}>
						<Icon name="x" />
						{STAY_TAB_WORDS.clear}
					</Button>
				</p>
			)}
		</div>
	);
}

interface ChoiceSelectsProps {
	detail: ReservationDetail;
	choice: Choice | null;
	onChoose: (choice: Choice | null) => void;
}

function ChoiceSelects({ detail, choice, onChoose }: ChoiceSelectsProps) {
	const units = unitsOfGroup(detail.assignments);
	const people = detail.people.map((person) => ({ id: person.id, name: personName(person) }));
	const places = units.map(({ key, assignments: [first] }) => ({
		id: key,
		name: first === undefined ? "" : unitName(first),
	}));
	const invoices = detail.invoices.map((invoice) => ({
		id: invoice.id,
		name: `${invoiceName(invoice, detail.invoices)}, ${payerWords(invoice, detail.people).text}`,
	}));
	const common = { choice, onChoose };
	return (
		<>
			{people.length > 1 && (
				<ChoiceSelect
					kind="person"
					label={STAY_TAB_WORDS.person}
					none={STAY_TAB_WORDS.anyPerson}
					options={people}
					{...common}
				/>
			)}
			{places.length > 1 && (
				<ChoiceSelect
					kind="unit"
					label={STAY_TAB_WORDS.unit}
					none={STAY_TAB_WORDS.anyUnit}
					options={places}
					{...common}
				/>
			)}
			{invoices.length > 1 && (
				<ChoiceSelect
					kind="invoice"
					label={STAY_TAB_WORDS.invoice}
					none={STAY_TAB_WORDS.anyInvoice}
					options={invoices}
					{...common}
				/>
			)}
		</>
	);
}

interface ChoiceSelectProps extends Omit<ChoiceSelectsProps, "detail"> {
	kind: Choice["kind"];
	label: string;
	none: string;
	options: readonly { id: string; name: string }[];
}

function ChoiceSelect({ kind, label, none, options, choice, onChoose }: ChoiceSelectProps) {
	const value = choice?.kind === kind ? choice.id : "";
	return (
		<Select
			aria-label={label}
			value={value}
			onChange={(event) => onChoose(event.target.value === "" ? null : { kind, id: event.target.value })}
			className={SELECT}
		>
			<option value="">{none}</option>
			{value !== "" && !options.some(({ id }) => id === value) && (
				<option value={value}>{STAY_TAB_WORDS.notInThisReservation}</option>
			)}
			{options.map(({ id, name }) => (
				<option key={id} value={id}>
					{name}
				</option>
			))}
		</Select>
	);
}

/** A night of the reservation: by date, or one back and forth. */
function NightPicker({ detail, control: { view, show } }: Pick<GroupBarProps, "detail" | "control">) {
	const span = spanOf(detail.assignments);
	if (span === null || span.total < 2) return null;
	const { first, last } = span;
	const step = (days: number) => {
		const next = view.night === null ? (days > 0 ? first : last) : addDays(view.night, days);
		return next < first || next > last ? null : next;
	};
	const move = (label: string, days: 1 | -1) => {
		const target = step(days);
		return (
			<button
				type="button"
				aria-label={label}
				title={`${label} ( ${days === 1 ? "]" : "["} )`}
				data-shortcut={days === 1 ? "next" : "previous"}
				disabled={target === null}
				onClick={() => target !== null && show({ night: target, from: null })}
				className={buttonClass({ variant: "quiet", iconOnly: true })}
			>
				<Icon name={days === 1 ? "chevron-right" : "chevron-left"} />
			</button>
		);
	};
	return (
		<span className="inline-flex shrink-0 items-center max-sm:col-span-2">
			{move(STAY_TAB_WORDS.nightBefore, -1)}
			<Input
				type="date"
				aria-label={STAY_TAB_WORDS.night}
				title={STAY_TAB_WORDS.oneNight}
				min={first}
				max={last}
				value={view.night ?? ""}
				onChange={(event) => {
					const night = event.target.value;
					if (night === "" || (night >= first && night <= last))
						show({ night: night === "" ? null : night, from: null });
				}}
				className="w-38"
			/>
			{move(STAY_TAB_WORDS.nightAfter, 1)}
		</span>
	);
}
