"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { MoneyText } from "@/components/ui/money-text";
import { Notice } from "@/components/ui/notice";
import { ProviderMark } from "@/components/ui/provider-mark";
import { SidePanel } from "@/components/ui/side-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { reservationQuery } from "@/lib/queries/reservations";
import type { ReservationDetail, ReservationRow } from "@/lib/shared/reservations";
import { AtProvider } from "../at-provider";
import { bounded, reservationHref, reservationTitle, unitsWords } from "../reservation-words";
import { formatStay, nightsWords } from "../stay-words";
import { OwnMarks } from "../tags/own-marks";
import { PEEK_WORDS } from "./peek-words";
import { StatusBadge } from "./status-badge";

interface PeekPanelProps {
	id: string;
	/** The list's own row, shown at once while the rest is fetched. */
	row: ReservationRow | null;
	/** The moment whose knowledge is shown; now when it is left out. */
	at?: string | null;
	thisYear: number;
	onClose: () => void;
}

/** A reservation at a glance beside the list; the list stays in use. */
export function PeekPanel({ id, row, at = null, thisYear, onClose }: PeekPanelProps) {
	const { data: detail, error } = useQuery({ ...reservationQuery(id, undefined, at), refetchInterval: false });
	const shown = detail ?? row;
	return (
		<SidePanel
			open
			modal={false}
			onOpenChange={(open) => !open && onClose()}
			onCloseFocus={() => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus()}
			title={shown === null ? PEEK_WORDS.reservation : reservationTitle(shown)}
			description={
				shown === null
					? undefined
					: `${formatStay(shown.arrival, shown.departure, thisYear)}, ${nightsWords(shown.nights)}`
			}
			footer={
				<>
					<ButtonLink href={reservationHref(id, at)} variant="primary">
						{PEEK_WORDS.openReservation}
					</ButtonLink>
					{detail !== undefined && <AtProvider {...detail} />}
				</>
			}
		>
			{error !== null && (
				<Notice tone="bad" title={PEEK_WORDS.notLoaded} live="polite" className="mb-3">
					{error.message}
				</Notice>
			)}
			{shown === null ? (
				error === null && <Skeleton className="h-24 w-full" />
			) : (
				<Glance shown={shown} detail={detail ?? null} />
			)}
		</SidePanel>
	);
}

const NAMES_SHOWN = 8;

function Glance({ shown, detail }: { shown: ReservationRow; detail: ReservationDetail | null }) {
	const lead = detail?.people.find((person) => person.isPrimary) ?? detail?.people[0];
	const mobile = lead?.phones.find((phone) => phone.kind === "mobile");
	return (
		<dl className="flex flex-col">
			<Fact label={PEEK_WORDS.status}>
				<StatusBadge row={shown} />
			</Fact>
			{(shown.flagged || shown.noteCount > 0 || shown.tags.length > 0) && (
				<Fact label={PEEK_WORDS.ours}>
					<OwnMarks row={shown} />
					{detail !== null && detail.flag !== null && detail.flag.reason !== null && (
						<span className="block text-n11 text-sm">{detail.flag.reason}</span>
					)}
				</Fact>
			)}
			<Fact label={PEEK_WORDS.units}>
				<bdi>{unitsWords(shown)}</bdi>
				{shown.units.length > 3 && (
					<span className="block text-n10 text-sm">
						{shown.units
							.slice(0, NAMES_SHOWN)
							.map((unit) => bounded(unit.name))
							.join(", ")}
						{shown.units.length > NAMES_SHOWN && PEEK_WORDS.andMore(shown.units.length - NAMES_SHOWN)}
					</span>
				)}
				{shown.unassignedCount > 0 && shown.units.length > 0 && (
					<span className="block text-sm text-warn-text">{PEEK_WORDS.withoutUnit(shown.unassignedCount)}</span>
				)}
			</Fact>
			<Fact label={PEEK_WORDS.people}>
				{shown.peopleCount === 0 ? PEEK_WORDS.noneGiven : PEEK_WORDS.personCount(shown.peopleCount)}
			</Fact>
			{lead !== undefined && (
				<Fact label={PEEK_WORDS.mobile}>
					{mobile !== undefined ? (
						<a href={`tel:${mobile.number}`} className="link num">
							{bounded(mobile.number)}
						</a>
					) : (
						<span className="text-n10">{lead.contactLoaded ? PEEK_WORDS.noMobileNumber : PEEK_WORDS.notLoadedYet}</span>
					)}
				</Fact>
			)}
			<Fact label={PEEK_WORDS.balance}>
				<MoneyText value={shown.balance} balance />
			</Fact>
			<Fact label={PEEK_WORDS.channel}>
				{shown.channel === null ? (
					<span className="text-n10">{PEEK_WORDS.notGiven}</span>
				) : (
					<bdi>{bounded(shown.channel)}</bdi>
				)}
			</Fact>
			<Fact label={PEEK_WORDS.number}>
				{shown.number === null ? (
					<span className="text-n10">{PEEK_WORDS.notGiven}</span>
				) : (
					<bdi className="num">{bounded(shown.number)}</bdi>
				)}
			</Fact>
			<Fact label={PEEK_WORDS.tenant}>
				<span className="inline-flex items-center gap-1.5">
					<ProviderMark id={shown.provider} />
					<bdi>{bounded(shown.tenantName)}</bdi>
				</span>
			</Fact>
			<Fact label={PEEK_WORDS.booked}>
				<Instant at={shown.bookedAt} />
			</Fact>
			<Fact label={PEEK_WORDS.updated}>
				<Instant at={shown.updatedAt} />
			</Fact>
			<Fact label={PEEK_WORDS.asOf}>
				<Instant at={shown.asOf} />
			</Fact>
		</dl>
	);
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
	return (
		<div className="flex gap-3 border-n6 border-b py-1.5 last:border-b-0">
			<dt className="w-20 shrink-0 text-n10">{label}</dt>
			<dd className="foreign-text min-w-0 flex-1">{children}</dd>
		</div>
	);
}
