"use client";
import { Badge } from "@/components/ui/badge";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { KIND_EXPLANATIONS, KIND_LABELS } from "@/lib/shared/reservation-labels";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { AtProvider } from "../at-provider";
import { StatusBadge } from "../list/status-badge";
import { bounded, reservationTitle } from "../reservation-words";
import { count, formatStay, nightsWords } from "../stay-words";

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
					label: `Reservations of ${bounded(detail.tenantName)}`,
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
					<span className="num flex flex-wrap gap-x-2">
						<span className="text-n12">{formatStay(detail.arrival, detail.departure, thisYear)}</span>
						<span aria-hidden="true">·</span>
						<span>{nightsWords(detail.nights)}</span>
						<span aria-hidden="true">·</span>
						<span>{count(units, "unit", "units")}</span>
						<span aria-hidden="true">·</span>
						<span>{detail.peopleCount === 0 ? "no people given" : count(detail.peopleCount, "person", "people")}</span>
						<span aria-hidden="true">·</span>
						<span>
							as of <Instant at={detail.asOf} />
						</span>
					</span>
				}
				actions={<AtProvider {...detail} />}
			/>
			<Tombstone detail={detail} providerLabel={providerLabel} />
		</>
	);
}

/** A record that is gone or cancelled upstream stays readable here and says so. */
function Tombstone({ detail, providerLabel }: { detail: ReservationDetail; providerLabel: string }) {
	if (detail.gone !== null) {
		return (
			<Notice tone="quiet" title={`${providerLabel} no longer has this reservation`} className="mb-4">
				It was found missing{" "}
				{detail.gone.after !== null && (
					<>
						after <Instant at={detail.gone.after} /> and{" "}
					</>
				)}
				before <Instant at={detail.gone.before} />. What follows is its last known state; nothing here will change any
				more.
			</Notice>
		);
	}
	if (detail.status === "cancelled") {
		return (
			<Notice tone="quiet" title="Cancelled" className="mb-4">
				{detail.cancelledAt === null ? (
					"The provider does not say when."
				) : (
					<>
						At <Instant at={detail.cancelledAt} />.
					</>
				)}{" "}
				What follows is how it stands at {providerLabel}.
			</Notice>
		);
	}
	return null;
}
