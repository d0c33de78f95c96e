"use client";
import { useMemo } from "react";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { formatShort } from "../stay-words";
import { coversNight, type GroupScope } from "./group-scope";
import { nightWords, unitName } from "./group-words";
import { personName } from "./person-words";
import { STAY_TAB_WORDS } from "./stay-tab-words";
import type { ViewControl } from "./use-view";
import { ViewLink } from "./view-link";

interface NightListProps {
	detail: ReservationDetail;
	night: string;
	scope: GroupScope | null;
	thisYear: number;
	control: ViewControl;
}

/** One night: which units are in use, who sleeps in each, who arrives that evening or leaves next morning. */
export function NightList({ detail, night, scope, thisYear, control }: NightListProps) {
	const people = useMemo(() => new Map(detail.people.map((person) => [person.id, person])), [detail.people]);
	const inUse = detail.assignments.filter(
		(assignment) => coversNight(assignment, night) && (scope === null || scope.assignments.has(assignment.id)),
	);
	const sleeping = new Set(inUse.flatMap(({ personIds }) => personIds));
	const without =
		scope === null || control.view.choice === null ? detail.people.filter(({ id }) => !sleeping.has(id)) : [];
	const empty = inUse.filter(({ personIds }) => personIds.length === 0).length;
	return (
		<div className="flex min-w-0 flex-col gap-2">
			<p role="status" className="text-n11">
				{capitalised(nightWords(night, thisYear))}
				{STAY_TAB_WORDS.nightSummary(inUse.length, sleeping.size, empty, without.length)}
			</p>
			{inUse.length > 0 && (
				<Table label={STAY_TAB_WORDS.whoSleepsWhereOn(nightWords(night, thisYear))} className="stack-table">
					<THead>
						<tr>
							<Th>{STAY_TAB_WORDS.unit}</Th>
							<Th>{STAY_TAB_WORDS.people}</Th>
							<Th>{STAY_TAB_WORDS.arrives}</Th>
							<Th>{STAY_TAB_WORDS.leaves}</Th>
						</tr>
					</THead>
					<TBody>
						{inUse.map((assignment) => (
							<Tr key={assignment.id}>
								<Td className="max-w-60 align-top">
									<bdi className={assignment.unit === null ? "text-warn-text" : "foreign-text font-medium"}>
										{unitName(assignment)}
									</bdi>
								</Td>
								<Td data-label={STAY_TAB_WORDS.people} className="align-top">
									{assignment.personIds.length === 0 ? (
										<span className="text-n10">{STAY_TAB_WORDS.nobodyNamed}</span>
									) : (
										<span className="foreign-text">
											{assignment.personIds.map((id, index) => (
												<span key={id}>
													{index > 0 && ", "}
													<ViewLink control={control} to={{ choice: { kind: "person", id } }}>
														<bdi>{personName(people.get(id) ?? { name: null })}</bdi>
													</ViewLink>
												</span>
											))}
										</span>
									)}
								</Td>
								<Td data-label={STAY_TAB_WORDS.arrives} className="num whitespace-nowrap align-top">
									{assignment.arrival === night
										? STAY_TAB_WORDS.thisDay
										: formatShort(assignment.arrival ?? night, thisYear)}
								</Td>
								<Td data-label={STAY_TAB_WORDS.leaves} className="num whitespace-nowrap align-top">
									{formatShort(assignment.departure ?? night, thisYear)}
								</Td>
							</Tr>
						))}
					</TBody>
				</Table>
			)}
			{without.length > 0 && (
				<details>
					<summary className="link w-fit cursor-pointer text-sm max-sm:min-h-11">
						{STAY_TAB_WORDS.notInUnit(without.length)}
					</summary>
					<p className="foreign-text mt-1 text-n11 text-sm">{without.map(personName).join(", ")}</p>
				</details>
			)}
		</div>
	);
}

function capitalised(text: string): string {
	return text.charAt(0).toLocaleUpperCase("en") + text.slice(1);
}
