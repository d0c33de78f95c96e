import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Instant } from "@/components/ui/instant";
import { PageHeader } from "@/components/ui/page-header";
import { KIND_EXPLANATIONS } from "@/lib/shared/record-labels";
import { KIND_LABELS } from "@/lib/shared/reservation-labels";
import type { ReservationHead } from "@/lib/shared/reservations";
import { StatusBadge } from "../list/status-badge";
import { bounded, reservationTitle } from "../reservation-words";
import { formatStay, nightsWords } from "../stay-words";
import { DETAIL_WORDS } from "./detail-words";

interface ReservationHeadingProps {
	head: ReservationHead;
	thisYear: number;
	actions?: ReactNode;
}

/** Who it is, when they stay and how many they are. */
export function ReservationHeading({ head, thisYear, actions }: ReservationHeadingProps) {
	const cancelledOther = head.status === "cancelled" && head.kind !== "stay";
	return (
		<PageHeader
			back={{
				href: `/tenants/${encodeURIComponent(head.tenantId)}/reservations`,
				label: DETAIL_WORDS.reservationsOf(bounded(head.tenantName)),
			}}
			title={<bdi>{reservationTitle(head)}</bdi>}
			marks={
				<>
					<StatusBadge row={head} />
					{(cancelledOther || head.gone !== null) && head.kind !== "stay" && (
						<Badge tone="quiet" icon={null} title={KIND_EXPLANATIONS[head.kind]}>
							{KIND_LABELS[head.kind]}
						</Badge>
					)}
				</>
			}
			sub={
				<span className="num">
					<span className="text-n12">{formatStay(head.arrival, head.departure, thisYear)}</span>
					<Dot />
					{nightsWords(head.nights)}
					<Dot />
					{DETAIL_WORDS.unitCount(head.assignmentCount)}
					<Dot />
					{head.peopleCount === 0 ? DETAIL_WORDS.noPeopleGiven : DETAIL_WORDS.personCount(head.peopleCount)}
					<Dot />
					{DETAIL_WORDS.asOf} <Instant at={head.asOf} />
				</span>
			}
			actions={actions}
		/>
	);
}

function Dot() {
	return <span aria-hidden="true"> · </span>;
}
