import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReservationView } from "@/components/reservations/detail/reservation-view";
import { reservationTitle } from "@/components/reservations/reservation-words";
import type { Actor } from "@/lib/auth/actor";
import { can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { providerLabel } from "@/lib/connections/providers";
import { AppError } from "@/lib/errors";
import { getReservation } from "@/lib/reservations/get-reservation";

interface PageProps {
	params: Promise<{ id: string }>;
}

export const metadata: Metadata = { title: "Reservation" };

export default async function ReservationPage({ params }: PageProps) {
	const actor = await requireActor();
	const { id } = await params;
	const detail = await load(actor, id);
	return (
		<>
			<title>{`${reservationTitle(detail)} · Rezdeck`}</title>
			<ReservationView
				initial={{ data: detail, readAt: now().getTime() }}
				providerLabel={providerLabel(detail.provider)}
				mayReadRaw={can(actor, "reservations.raw")}
			/>
		</>
	);
}

async function load(actor: Actor, id: string) {
	try {
		return await getReservation(actor, id);
	} catch (error) {
		if (error instanceof AppError && error.code === "not_found") notFound();
		throw error;
	}
}
