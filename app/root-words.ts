/** The words that all pages share, and those of an address outside the house. */
import { PRODUCT } from "@/components/shell/brand-words";

export const ROOT_WORDS = {
	titleTemplate: `%s · ${PRODUCT}`,
	description: "Connections and reservations of all your customers' accounts in one place.",
	notFound: "Not found",
	noSuchPage: "There is no such page",
	reservations: "Reservations",
	goToToday: "Go to Today",
	noSuchPageText: "The address is wrong, or what it pointed to is not here any more, or you may not see it.",
} as const;
