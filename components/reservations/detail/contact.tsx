import { PHONE_LABELS } from "@/lib/shared/record-labels";
import type { Person } from "@/lib/shared/reservations";
import { bounded } from "../reservation-words";
import { DETAIL_WORDS } from "./detail-words";

interface PhonesProps {
	person: Person;
	/** Mobiles are told apart: messages can be sent to them. */
	wanted: "mobile" | "other";
	/** The column already says what kind of number it is. */
	unlabelled?: boolean;
}

/** A person's mobile numbers, or all others. Says what is missing, and whether that is certain. */
export function Phones({ person, wanted, unlabelled = false }: PhonesProps) {
	const phones = person.phones.filter((phone) => (phone.kind === "mobile") === (wanted === "mobile"));
	if (phones.length === 0) {
		if (!person.contactLoaded) return <span className="text-n10">{DETAIL_WORDS.notLoadedYet}</span>;
		return <span className="text-n10">{wanted === "mobile" ? DETAIL_WORDS.noMobileNumber : DETAIL_WORDS.none}</span>;
	}
	return (
		<span className="flex min-w-0 flex-col">
			{phones.map((phone) => (
				<span key={`${phone.kind} ${phone.number}`} className="flex min-w-0 items-baseline gap-1.5">
					<a href={`tel:${phone.number.replace(/[^\d+]/g, "")}`} className="link num inline-block truncate leading-6">
						<bdi>{bounded(phone.number)}</bdi>
					</a>
					{!unlabelled && <span className="text-n10 text-xs">{PHONE_LABELS[phone.kind]}</span>}
				</span>
			))}
		</span>
	);
}

export function Email({ person }: { person: Person }) {
	if (person.email === null) {
		return <span className="text-n10">{person.contactLoaded ? DETAIL_WORDS.noEmail : DETAIL_WORDS.notLoadedYet}</span>;
	}
	return (
		<a
			href={`mailto:${encodeURIComponent(person.email)}`}
			className="link block truncate leading-6"
			title={bounded(person.email)}
		>
			<bdi>{bounded(person.email)}</bdi>
		</a>
	);
}
