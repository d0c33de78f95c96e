"use client";
import { useMemo } from "react";
import { Table, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { count, formatShort } from "../stay-words";
import { coversNight, type GroupScope } from "./group-scope";
import { nightWords, unitName } from "./group-words";
import { personName } from "./person-words";
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
				{capitalised(nightWords(night, thisYear))}: {count(inUse.length, "unit", "units")} in use,{" "}
				{count(sleeping.size, "person", "people")} named
				{empty > 0 && `, ${count(empty, "unit", "units")} with nobody named`}
				{without.length > 0 && `, ${count(without.length, "person", "people")} of the group not here`}.
			</p>
			{inUse.length > 0 && (
				<Table label={`Who sleeps where, ${nightWords(night, thisYear)}`} className="stack-table">
					<THead>
						<tr>
							<Th>Unit</Th>
							<Th>People</Th>
							<Th>Arrives</Th>
							<Th>Leaves</Th>
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
								<Td data-label="People" className="align-top">
									{assignment.personIds.length === 0 ? (
										<span className="text-n10">nobody named</span>
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
								<Td data-label="Arrives" className="num whitespace-nowrap align-top">
									{assignment.arrival === night ? "this day" : formatShort(assignment.arrival ?? night, thisYear)}
								</Td>
								<Td data-label="Leaves" className="num whitespace-nowrap align-top">
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
						{count(without.length, "person", "people")} of the group not in a unit this night
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
