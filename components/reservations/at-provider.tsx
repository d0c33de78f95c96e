"use client";
import { buttonClass } from "@/components/ui/button";
import { CopyText } from "@/components/ui/copy-text";
import { Icon } from "@/components/ui/icon";
import type { ReservationDetail } from "@/lib/shared/reservations";
import { AT_PROVIDER_WORDS as WORDS } from "./at-provider-words";
import { bounded } from "./reservation-words";

type AtProviderProps = Pick<ReservationDetail, "providerLabel" | "providerUrl" | "number" | "gone">;

/** The way to the record in the provider's own pages; where no address is known, its number to find it by. */
export function AtProvider({ providerLabel, providerUrl, number, gone }: AtProviderProps) {
	if (providerUrl !== null) {
		return (
			<a href={providerUrl} target="_blank" rel="noopener noreferrer" className={buttonClass()}>
				{WORDS.open(providerLabel)}
				<Icon name="external-link" />
				<span className="sr-only"> {WORDS.newTab}</span>
			</a>
		);
	}
	if (gone !== null || number === null) return null;
	return (
		<span className="inline-flex min-w-0 flex-wrap items-center gap-x-1.5 text-n11 text-sm print:hidden">
			{WORDS.find(providerLabel)}
			<span className="inline-flex min-w-0 items-center gap-1">
				<bdi className="num foreign-text text-n12">{bounded(number)}</bdi>
				<CopyText compact text={number} label={WORDS.copied} />
			</span>
		</span>
	);
}
