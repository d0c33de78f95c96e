import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { HeadingFirst } from "@/app/(dashboard)/heading-first";
import { PAGE_WORDS } from "@/app/(dashboard)/page-words";
import { DETAIL_WORDS } from "@/components/reservations/detail/detail-words";
import { ReservationHeading } from "@/components/reservations/detail/reservation-heading";
import { ReservationView } from "@/components/reservations/detail/reservation-view";
import { reservationTitle } from "@/components/reservations/reservation-words";
import { AS_KNOWN_WORDS } from "@/components/time-travel/as-known-words";
import { readMoment } from "@/components/time-travel/read-moment";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { readZone, ZONE_COOKIE } from "@/components/ui/zone-cookie";
import type { Actor } from "@/lib/auth/actor";
import { can } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/require-actor";
import { now } from "@/lib/clock";
import { providerLabel } from "@/lib/connections/providers";
import { AppError } from "@/lib/errors";
import { getReservation, getReservationHead } from "@/lib/reservations/get-reservation";
import { todayIn } from "@/lib/shared/dates";
import { readSearch, type SearchParams } from "../load-list";

interface PageProps {
	params: Promise<{ id: string }>;
	searchParams: SearchParams;
}

/** Once for the page and its title. Null: unknown. */
const loadHead = cache((actor: Actor, id: string) => existing(() => getReservationHead(actor, id)));

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
	const actor = await requireActor();
	const head = await loadHead(actor, (await params).id);
	return { title: head === null ? PAGE_WORDS.reservation : reservationTitle(head) };
}

export default async function ReservationPage({ params, searchParams }: PageProps) {
	const actor = await requireActor();
	const [{ id }, search, cookieStore] = await Promise.all([params, readSearch(searchParams), cookies()]);
	const at = readMoment(search.get("at"));
	const head = await loadHead(actor, id);
	if (head === null) notFound();
	const today = todayIn(head.tenantTimeZone ?? readZone(cookieStore.get(ZONE_COOKIE)?.value), now());
	const waiting = (
		<>
			{at === null ? (
				<ReservationHeading head={head} thisYear={Number(today.slice(0, 4))} />
			) : (
				<PageHeader title={PAGE_WORDS.reservation} />
			)}
			<SkeletonRows label={DETAIL_WORDS.loadingPart} />
		</>
	);
	return <HeadingFirst waiting={waiting}>{reservation(actor, id, at)}</HeadingFirst>;
}

async function reservation(actor: Actor, id: string, at: string | null) {
	const detail = await existing(() => getReservation(actor, id, at ?? undefined));
	// It exists, and was not known at that moment.
	if (detail === null) return <NotKnownYet id={id} />;
	return (
		<ReservationView
			initial={{ data: detail, readAt: now().getTime() }}
			providerLabel={providerLabel(detail.provider)}
			mayReadRaw={can(actor, "reservations.raw")}
			may={{ annotate: can(actor, "reservations.annotate"), manage: can(actor, "operators.manage") }}
			at={at}
		/>
	);
}

async function existing<Found>(read: () => Promise<Found>): Promise<Found | null> {
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
