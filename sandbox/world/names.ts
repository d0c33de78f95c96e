/** People of the world. Phones use ranges kept for fiction, mail addresses use reserved domains. */
import { hash, Rng } from "./random";

const FIRST = (
	"Anna Lukas Emma Noah Olivia Liam Sofia Mateo Camila Diego Astrid Erik Ingrid Lars Freya Mikkel Chloé Hugo Léa Louis " +
	"Giulia Marco Chiara Luca Hannah Jonas Marie Felix Zofia Jakub Katarzyna Piotr Elena Andrei Ioana Mihai Aisha Omar Fatima " +
	"Yusuf Layla Khalid Noura Faisal Priya Arjun Ananya Rohan Mei Wei Xiu Jun Yuki Haruto Sakura Ren Minji Seojun Linh Minh " +
	"Thandi Sipho Amara Chidi Grace Samuel Ruth Daniel Eleanor George Charlotte William Isla Callum Niamh Cian Siobhan Rhys " +
	"Aroha Tama Mere Wiremu Sione Mele Ana Semisi Beatriz João Inês Tiago Carmen Javier Lucía Pablo Taylor Jordan Avery Quinn"
).split(" ");

const LAST = (
	"Smith Johnson Williams Brown Jones Garcia Miller Davis Martinez Lopez Wilson Anderson Thomas Moore Jackson Thompson White " +
	"Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall " +
	"Rivera Campbell Mitchell Carter Roberts O'Brien O'Connor MacDonald Fraser Murphy Kelly Evans Hughes Bennett Ward Cooper " +
	"Müller Schmidt Weber Fischer Wagner Becker Hoffmann Schäfer Dubois Lefèvre Moreau Laurent Rossi Bianchi Romano Ferrari " +
	"Kowalski Nowak Wiśniewska Popescu Ionescu Novák Horváth Lindqvist Andersson Johansson Nilsson Hansen Nielsen Virtanen " +
	"Al-Harbi Al-Otaibi Al-Qahtani Haddad Khan Ahmed Hussain Patel Sharma Singh Gupta Iyer Chen Wang Li Zhang Liu Kim Park Lee " +
	"Tanaka Suzuki Sato Yamamoto Watanabe Tran Pham Okafor Adeyemi Mbeki Dlamini Fonua Taufa Ngata Parata Ferreira Almeida Costa"
).split(" ");

const STREETS =
	"Oak Street,Maple Avenue,High Street,Station Road,Rua Augusta,Hauptstraße,Rue de la Paix,King Fahd Road,Queen Street,Elm Court,Ridge Lane,Harbour View".split(
		",",
	);

interface Home {
	city: string;
	region?: string;
	postalCode: string;
	country: string;
	/** Text form used by OwnerRez (PROVIDERS.md 2.7). */
	countryText: string;
	phone: (rng: Rng) => string;
}

const digits = (rng: Rng, count: number) => String(rng.int(10 ** count)).padStart(count, "0");

const HOMES: readonly Home[] = [
	{
		city: "Denver",
		region: "CO",
		postalCode: "80202",
		country: "US",
		countryText: "UNITED STATES",
		phone: (r) => `+1 303 555 01${digits(r, 2)}`,
	},
	{
		city: "Austin",
		region: "TX",
		postalCode: "78701",
		country: "US",
		countryText: "UNITED STATES",
		phone: (r) => `(512) 555-01${digits(r, 2)}`,
	},
	{
		city: "Asheville",
		region: "NC",
		postalCode: "28801",
		country: "US",
		countryText: "UNITED STATES",
		phone: (r) => `+1 828 555 01${digits(r, 2)}`,
	},
	{
		city: "London",
		postalCode: "SW1A 1AA",
		country: "GB",
		countryText: "UNITED KINGDOM",
		phone: (r) => `+44 7700 900${digits(r, 3)}`,
	},
	{
		city: "Lisboa",
		postalCode: "1100-053",
		country: "PT",
		countryText: "PORTUGAL",
		phone: (r) => `+351 21 000 0${digits(r, 3)}`,
	},
	{
		city: "Berlin",
		postalCode: "10115",
		country: "DE",
		countryText: "GERMANY",
		phone: (r) => `+49 30 23125 ${digits(r, 3)}`,
	},
	{
		city: "Sydney",
		region: "NSW",
		postalCode: "2000",
		country: "AU",
		countryText: "AUSTRALIA",
		phone: (r) => `+61 491 570 ${digits(r, 3)}`,
	},
	{
		city: "Riyadh",
		postalCode: "12211",
		country: "SA",
		countryText: "SAUDI ARABIA",
		phone: (r) => `+966 50 000 0${digits(r, 3)}`,
	},
	{
		city: "Nuku'alofa",
		postalCode: "",
		country: "TO",
		countryText: "TONGA",
		phone: (r) => `+676 700 0${digits(r, 3)}`,
	},
	{
		city: "Stockholm",
		postalCode: "111 20",
		country: "SE",
		countryText: "SWEDEN",
		phone: (r) => `+46 70 174 06${digits(r, 2)}`,
	},
];

const MAIL_DOMAINS = ["example.com", "example.org", "example.net", "mail.example", "post.example"];

/** Names that break careless software: markup, formulas, direction marks, control characters, sheer length. */
export const HOSTILE_NAMES: readonly (readonly [string, string])[] = [
	["<script>alert('first')</script>", "<img src=x onerror=alert(1)>"],
	['"><svg/onload=alert(1)>', "</title><b>bold</b>"],
	["=cmd|' /C calc'!A0", '=HYPERLINK("http://evil.example","click")'],
	["+1+1", "@SUM(A1:A9)"],
	["\u202Eמשה", "כהן\u202C"],
	["محمد", "عبد الرحمن بن خالد"],
	["👨‍👩‍👧‍👦", "🏳️‍🌈 Smith 💍"],
	["Bell\u0007 Tab\t", "New\nLine\u001b[31m"],
	["Null", "undefined"],
	["Robert'); DROP TABLE guests;--", "{{7*7}} #{7*7}"],
	["Z̷a̴l̵g̶o̷", "T̶̢͝e̸̛͜x̵̡̕t̷̢̛"],
	["\u200BZero\u200Dwidth\uFEFF", "  spaces   around  "],
	["王", "小明"],
	["Wolfe\u00adschlegel", `Wolfeschlegelsteinhausen${"bergerdorff-".repeat(330)}end`],
];

export interface Person {
	firstName: string;
	lastName: string;
	email: string;
	phone: string;
	mobilePhone: string;
	street: string;
	home: Home;
	hostile: boolean;
}

const plain = (text: string) =>
	text
		.normalize("NFD")
		.replace(/[^a-zA-Z]/g, "")
		.toLowerCase();

/** Of the hostile names of an account of extremes. */
const ENDLESS_SHARE = 0.02;

export interface PersonOptions {
	familyName?: string | undefined;
	hostileShare: number;
	/** Some hostile names have a hundred thousand letters. */
	endless?: boolean;
	canaryPii: boolean;
}

/** The person behind a number: always the same one. */
export function personOf(number: number, options: PersonOptions): Person {
	const rng = new Rng(hash(number, 501));
	let firstName = rng.pick(FIRST);
	let lastName = rng.pick(LAST);
	if (options.familyName !== undefined) lastName = options.familyName;
	const home = rng.pick(HOMES);
	let local = `${plain(firstName) || "guest"}.${plain(lastName) || "guest"}${rng.chance(0.5) ? rng.int(100) : ""}`;
	const email = rng.pick(MAIL_DOMAINS);
	const phone = home.phone(rng);
	const mobilePhone = home.phone(rng);
	let street = `${rng.between(1, 240)} ${rng.pick(STREETS)}`;
	const hostile = options.familyName === undefined && rng.chance(options.hostileShare);
	if (hostile) [firstName, lastName] = rng.pick(HOSTILE_NAMES) as [string, string];
	if (hostile && options.endless && rng.chance(ENDLESS_SHARE)) lastName = "Endless ".repeat(12_500);
	if (options.canaryPii) {
		const mark = `CANARYPII_${(number >>> 0).toString(36)}`;
		local = `${mark}.${local}`;
		lastName = `${lastName} ${mark}`;
		street = `${street}, ${mark}`;
	}
	return { firstName, lastName, email: `${local}@${email}`, phone, mobilePhone, street, home, hostile };
}
