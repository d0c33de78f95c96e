"use client";
import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { lookedQuery } from "@/lib/queries/looked";
import { ChoiceList } from "./choice-list";
import { sinceHoursAgo } from "./filter-chips";
import type { Choice } from "./filter-words";
import { CONFLICTS, MORE_FILTER_WORDS, NEWS, NEWS_ANY, ONLY, SINCE_HOURS, TO_DO } from "./more-filter-words";
import type { ChangeFilter } from "./use-filter-url";

export interface MoreFiltersProps {
	search: URLSearchParams;
	change: ChangeFilter;
	/** Our own tags; none while there are none. */
	tags: readonly Choice[];
}

/** The filters that are needed less often: behind "More", and in the sheet of phones. */
export function MoreFilterFields({ search, change, tags }: MoreFiltersProps) {
	return (
		<div className="flex flex-col gap-4">
			<Field label={MORE_FILTER_WORDS.toDo}>
				{(control) => (
					<Select
						{...control}
						value={search.get("todo") ?? ""}
						onChange={(event) => change({ todo: event.target.value })}
					>
						<option value="">{MORE_FILTER_WORDS.allDoneOrNot}</option>
						{TO_DO.map((choice) => (
							<option key={choice.value} value={choice.value}>
								{choice.label}
							</option>
						))}
					</Select>
				)}
			</Field>
			<fieldset>
				<legend className="mb-1 font-medium text-sm">{MORE_FILTER_WORDS.onlyThoseWith}</legend>
				{ONLY.map(({ name, value, label }) => (
					<Checkbox
						key={name}
						label={label}
						checked={search.get(name) === value}
						onChange={(event) => change({ [name]: event.target.checked ? value : null })}
					/>
				))}
			</fieldset>
			<News search={search} change={change} />
			{tags.length > 0 && (
				<ChoiceList
					label={MORE_FILTER_WORDS.tagsAnyOfThem}
					choices={tags}
					value={search.get("tag")}
					onChange={(value) => change({ tag: value })}
				/>
			)}
			<ChoiceList
				label={MORE_FILTER_WORDS.conflicts}
				choices={CONFLICTS}
				value={search.get("conflict")}
				onChange={(value) => change({ conflict: value })}
			/>
		</div>
	);
}

const LOOKED = "looked";

/** What happened since a moment. The moment is kept as such, so that the list does not slide while one works through it. */
function News({ search, change }: Omit<MoreFiltersProps, "tags">) {
	const since = search.get("since");
	const lookedSince = useQuery(lookedQuery()).data?.since ?? null;
	return (
		<div className="flex flex-col gap-2">
			<Field label={MORE_FILTER_WORDS.changedIn}>
				{(control) => (
					<Select
						{...control}
						value={since === null ? "" : "kept"}
						onChange={({ target: { value } }) =>
							change(
								value === ""
									? { since: null, news: null }
									: { since: value === LOOKED ? lookedSince : sinceHoursAgo(Number(value), Date.now()) },
							)
						}
					>
						<option value="">{MORE_FILTER_WORDS.anyTime}</option>
						{since !== null && <option value="kept">{MORE_FILTER_WORDS.theTimeChosen}</option>}
						{lookedSince !== null && <option value={LOOKED}>{MORE_FILTER_WORDS.sinceILastLooked}</option>}
						{SINCE_HOURS.map(({ hours, label }) => (
							<option key={hours} value={hours}>
								{label}
							</option>
						))}
					</Select>
				)}
			</Field>
			{since !== null && (
				<Select
					aria-label={MORE_FILTER_WORDS.whatHappened}
					value={search.get("news") ?? ""}
					onChange={(event) => change({ news: event.target.value })}
				>
					{[NEWS_ANY, ...NEWS].map(({ value, label }) => (
						<option key={value} value={value}>
							{label}
						</option>
					))}
				</Select>
			)}
		</div>
	);
}
