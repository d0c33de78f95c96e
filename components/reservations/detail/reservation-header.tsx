"use client";
import { Badge } from "@/components/ui/badge";
import { filled } from "@/components/ui/filled";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { KIND_EXPLANATIONS } from "@/lib/shared/record-labels";
import { KIND_LABELS } from "@/lib/shared/reservation-labels";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { AtProvider } from "../at-provider";
import { StatusBadge } from "../list/status-badge";
import { bounded, reservationTitle } from "../reservation-words";
import { formatStay, nightsWords } from "../stay-words";
import { DETAIL_WORDS } from "./detail-words";

interface ReservationHeaderProps {
	detail: ReservationDetail;
	providerLabel: string;
	thisYear: number;
}

export function ReservationHeader({ detail, providerLabel, thisYear }: ReservationHeaderProps) {
	const cancelledOther = detail.status === "cancelled" && detail.kind !== "stay";
	const units = detail.assignments.length;
	return (
		<>
			<PageHeader
				back={{
					href: `/tenants/${encodeURIComponent(detail.tenantId)}/reservations`,
					label: DETAIL_WORDS.reservationsOf(bounded(detail.tenantName)),
				}}
				title={<bdi>{reservationTitle(detail)}</bdi>}
				marks={
					<>
						<StatusBadge row={detail} />
						{(cancelledOther || detail.gone !== null) && detail.kind !== "stay" && (
							<Badge tone="quiet" icon={null} title={KIND_EXPLANATIONS[detail.kind]}>
								{KIND_LABELS[detail.kind]}
							</Badge>
						)}
					</>
				}
				sub={
					<span className="num">
						<span className="text-n12">{formatStay(detail.arrival, detail.departure, thisYear)}</span>
						<Dot />
						{nightsWords(detail.nights)}
						<Dot />
						{DETAIL_WORDS.unitCount(units)}
						<Dot />
						{detail.peopleCount === 0 ? DETAIL_WORDS.noPeopleGiven : DETAIL_WORDS.personCount(detail.peopleCount)}
						<Dot />
						{DETAIL_WORDS.asOf} <Instant at={detail.asOf} />
					</span>
				}
				actions={<AtProvider {...detail} />}
			/>
			<Tombstone detail={detail} providerLabel={providerLabel} />
		</>
	);
}

function Dot() {
	return <span aria-hidden="true"> · </span>;
}

/** A record that is gone or cancelled upstream stays readable here and says so. */
function Tombstone({ detail, providerLabel }: { detail: ReservationDetail; providerLabel: string }) {
	if (detail.gone !== null) {
		return (
			<Notice tone="quiet" title={DETAIL_WORDS.goneTitle(providerLabel)} className="mb-4">
				{filled(detail.gone.after === null ? DETAIL_WORDS.missingBefore : DETAIL_WORDS.missingBetween, {
					after: <Instant at={detail.gone.after} />,
					before: <Instant at={detail.gone.before} />,
				})}{" "}
				{DETAIL_WORDS.goneText}
			</Notice>
		);
	}
	if (detail.status === "cancelled") {
		return (
			<Notice tone="quiet" title={DETAIL_WORDS.cancelled} className="mb-4">
				{detail.cancelledAt === null
					? DETAIL_WORDS.cancelledUnknown
					: filled(DETAIL_WORDS.cancelledAt, { at: <Instant at={detail.cancelledAt} /> })}{" "}
				{DETAIL_WORDS.cancelledText(providerLabel)}
			</Notice>
		);
	}
	return null;
}
