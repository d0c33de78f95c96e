import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { ReservationView } from "@/components/reservations/detail/reservation-view";
import { reservationTitle } from "@/components/reservations/reservation-words";
import { AS_KNOWN_WORDS } from "@/components/time-travel/as-known-words";
import { readMoment } from "@/components/time-travel/read-moment";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { Actor } from "@/lib/auth/actor";
import { can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { providerLabel } from "@/lib/connections/providers";
import { AppError } from "@/lib/errors";
import { getReservation } from "@/lib/reservations/get-reservation";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { readSearch, type SearchParams } from "../load-list";

interface PageProps {
	params: Promise<{ id: string }>;
	searchParams: SearchParams;
}

export const metadata: Metadata = { title: PAGE_WORDS.reservation };

export default async function ReservationPage({ params, searchParams }: PageProps) {
	const actor = await requireActor();
	const [{ id }, search] = await Promise.all([params, readSearch(searchParams)]);
	const at = readMoment(search.get("at"));
	const detail = await load(actor, id, at);
	if (detail === null) return <NotKnownYet id={id} />;
	return (
		<>
			<title>{PAGE_WORDS.documentTitle(reservationTitle(detail))}</title>
			<ReservationView
				initial={{ data: detail, readAt: now().getTime() }}
				providerLabel={providerLabel(detail.provider)}
				mayReadRaw={can(actor, "reservations.raw")}
				may={{ annotate: can(actor, "reservations.annotate"), manage: can(actor, "operators.manage") }}
				at={at}
			/>
		</>
	);
}

/** Null: it exists, and was not known at that moment. */
async function load(actor: Actor, id: string, at: string | null): Promise<ReservationDetail | null> {
	const now = await existing(() => getReservation(actor, id));
	if (now === null) notFound();
	return at === null ? now : existing(() => getReservation(actor, id, at));
}

async function existing(read: () => Promise<ReservationDetail>): Promise<ReservationDetail | null> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof AppError && error.code === "not_found") return null;
		throw error;
	}
}

function NotKnownYet({ id }: { id: string }) {
	return (
		<>
			<PageHeader title={PAGE_WORDS.reservation} />
			<EmptyState
				title={AS_KNOWN_WORDS.notYet}
				action={<ButtonLink href={`/reservations/${encodeURIComponent(id)}`}>{AS_KNOWN_WORDS.back}</ButtonLink>}
			>
				{AS_KNOWN_WORDS.notYetText}
			</EmptyState>
		</>
	);
}
