"use client";
import type { ReactNode } from "react";
import { CopyText } from "@/components/ui/copy-text";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { CurrencyNote, MoneyText } from "@/components/ui/money-text";
import { ProviderMark } from "@/components/ui/provider-mark";
import { KIND_LABELS } from "@/lib/shared/reservation-labels";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";
import { Email, Phones } from "./contact";
import { DETAIL_WORDS } from "./detail-words";
import { personName } from "./person-words";

/** Who to call and what is owed: what somebody on the way needs first. */
export function LeadFacts({ detail }: { detail: ReservationDetail }) {
	const lead = detail.people.find((person) => person.isPrimary) ?? detail.people[0];
	return (
		<aside aria-label={DETAIL_WORDS.summary} className="min-w-0 text-sm">
			{lead !== undefined && (
				<Group title={DETAIL_WORDS.mainGuest}>
					<p className="foreign-text font-medium text-base">{personName(lead)}</p>
					<div className="mt-1 flex flex-col gap-0.5">
						<Phones person={lead} wanted="mobile" />
						{lead.phones.some((phone) => phone.kind !== "mobile") && <Phones person={lead} wanted="other" />}
						<Email person={lead} />
					</div>
				</Group>
			)}
			<Group title={DETAIL_WORDS.money}>
				<Totals totals={detail.totals} />
				<CurrencyNote amounts={detail.totals.map(({ total }) => total)} className="mt-1 text-n10 text-xs" />
			</Group>
		</aside>
	);
}

/** What is known about the reservation as a whole. */
export function Facts({ detail, providerLabel }: { detail: ReservationDetail; providerLabel: string }) {
	return (
		<aside aria-label={DETAIL_WORDS.facts} className="min-w-0 border-n6 border-t pt-3 text-sm">
			<Group title={DETAIL_WORDS.booking}>
				<dl>
					<Fact label={DETAIL_WORDS.tenant}>
						<Link
							href={`/tenants/${encodeURIComponent(detail.tenantId)}`}
							className="link inline-flex items-center gap-1.5"
						>
							<ProviderMark id={detail.provider} label={providerLabel} />
							<bdi className="line-clamp-3">{bounded(detail.tenantName)}</bdi>
						</Link>
					</Fact>
					<Fact label={DETAIL_WORDS.channel}>
						{detail.channel === null ? <Missing /> : <bdi>{bounded(detail.channel)}</bdi>}
						{detail.channelCode !== null && <bdi className="block text-n10">{bounded(detail.channelCode)}</bdi>}
					</Fact>
					<Fact label={DETAIL_WORDS.number}>
						{detail.number === null ? <Missing /> : <bdi className="num">{bounded(detail.number)}</bdi>}
					</Fact>
					<Fact label={DETAIL_WORDS.kind}>{KIND_LABELS[detail.kind]}</Fact>
					<Fact label={DETAIL_WORDS.statusThere}>
						{detail.rawStatus === null ? <Missing /> : <bdi>{bounded(detail.rawStatus)}</bdi>}
					</Fact>
					<Fact label={DETAIL_WORDS.checkIn}>
						{detail.checkIn === null ? <Missing /> : <bdi className="num">{bounded(detail.checkIn)}</bdi>}
					</Fact>
					<Fact label={DETAIL_WORDS.checkOut}>
						{detail.checkOut === null ? <Missing /> : <bdi className="num">{bounded(detail.checkOut)}</bdi>}
					</Fact>
					<Fact label={DETAIL_WORDS.party}>{partyWords(detail.party)}</Fact>
				</dl>
			</Group>
			<Group title={DETAIL_WORDS.record}>
				<dl>
					<Fact label={DETAIL_WORDS.booked}>
						<Instant at={detail.bookedAt} />
					</Fact>
					<Fact label={DETAIL_WORDS.updated}>
						<Instant at={detail.updatedAt} />
						{detail.version !== null && (
							<span className="text-n10">
								{" "}
								{DETAIL_WORDS.version} {bounded(detail.version)}
							</span>
						)}
					</Fact>
					<Fact label={DETAIL_WORDS.firstSeen}>
						<Instant at={detail.firstSeenAt} />
					</Fact>
					<Fact label={DETAIL_WORDS.asOfLabel}>
						<Instant at={detail.asOf} />
					</Fact>
					<Fact label={DETAIL_WORDS.providerId}>
						<span className="break-all font-mono text-xs">{bounded(detail.remoteId)}</span>{" "}
						<CopyText compact text={detail.remoteId} label={DETAIL_WORDS.providerId} />
					</Fact>
				</dl>
			</Group>
			{detail.notes !== null && detail.notes.trim() !== "" && (
				<Group title={DETAIL_WORDS.notes}>
					<p className="foreign-text max-h-60 overflow-y-auto whitespace-pre-wrap">{detail.notes.slice(0, 10_000)}</p>
				</Group>
			)}
		</aside>
	);
}

/** Totals as the provider gave them, one block a currency. */
function Totals({ totals }: { totals: ReservationDetail["totals"] }) {
	if (totals.length === 0) return <Missing words={DETAIL_WORDS.noAmountsGiven} />;
	return totals.map((total) => (
		<dl key={total.currency ?? "none"} className="mb-2 last:mb-0">
			<Fact label={DETAIL_WORDS.total} numeric>
				<MoneyText value={total.total} compact />
			</Fact>
			<Fact label={DETAIL_WORDS.paid} numeric>
				<MoneyText value={total.paid} compact />
			</Fact>
			<Fact label={DETAIL_WORDS.balance} numeric>
				<MoneyText value={total.balance} balance compact />
			</Fact>
		</dl>
	));
}

function partyWords(party: ReservationDetail["party"]): ReactNode {
	const parts = [
		party.adults === null ? null : DETAIL_WORDS.adults(party.adults),
		party.children ? DETAIL_WORDS.children(party.children) : null,
		party.infants ? DETAIL_WORDS.infants(party.infants) : null,
		party.pets ? DETAIL_WORDS.pets(party.pets) : null,
	].filter((part) => part !== null);
	return parts.length === 0 ? <Missing /> : parts.join(", ");
}

function Group({ title, children }: { title: string; children: ReactNode }) {
	return (
		<section className="border-n6 border-t py-3 first:border-t-0 first:pt-0">
			<h2 className="mb-1.5 font-semibold">{title}</h2>
			{children}
		</section>
	);
}

function Fact({ label, numeric = false, children }: { label: string; numeric?: boolean; children: ReactNode }) {
	return (
		<div className="flex gap-3 py-0.5">
			<dt className="w-24 shrink-0 text-n10">{label}</dt>
			<dd className={numeric ? "min-w-0 flex-1 text-right" : "foreign-text min-w-0 flex-1"}>{children}</dd>
		</div>
	);
}

function Missing({ words = DETAIL_WORDS.notGiven }: { words?: string }) {
	return <span className="text-n10">{words}</span>;
}
