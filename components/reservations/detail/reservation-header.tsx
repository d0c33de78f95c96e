"use client";
import { filled } from "@/components/ui/filled";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { AtProvider } from "../at-provider";
import { DETAIL_WORDS } from "./detail-words";
import { ReservationHeading } from "./reservation-heading";

interface ReservationHeaderProps {
	detail: ReservationDetail;
	providerLabel: string;
	thisYear: number;
}

export function ReservationHeader({ detail, providerLabel, thisYear }: ReservationHeaderProps) {
	return (
		<>
			<ReservationHeading head={detail} thisYear={thisYear} actions={<AtProvider {...detail} />} />
			<Tombstone detail={detail} providerLabel={providerLabel} />
		</>
	);
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
