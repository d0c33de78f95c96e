/** What browsers are told about every answer (S-70, S-71). Pure, so that proxy.ts stays thin and tests can read it. */
import "server-only";

/** Never needed here: refused for this site and everything it could embed. */
const PERMISSIONS = [
	"accelerometer",
	"camera",
	"display-capture",
	"geolocation",
	"gyroscope",
	"magnetometer",
	"microphone",
	"midi",
	"payment",
	"publickey-credentials-get",
	"screen-wake-lock",
	"serial",
	"usb",
];

export interface PolicyInput {
	nonce: string;
	/** Origins a form of ours may end at: the providers' consent pages. */
	formOrigins: readonly string[];
	/** Development servers evaluate code and open a socket for reloads. */
	development: boolean;
}

/** The content policy of pages. Scripts need the request's nonce; no inline script, style element or style attribute runs without. */
export function pagePolicy({ nonce, formOrigins, development }: PolicyInput): string {
	return [
		"default-src 'none'",
		`script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
		`style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
		"img-src 'self' data: blob:",
		"font-src 'self'",
		`connect-src 'self'${development ? " ws:" : ""}`,
		"manifest-src 'self'",
		["form-action 'self'", ...formOrigins].join(" "),
		"frame-ancestors 'none'",
		"base-uri 'none'",
		"object-src 'none'",
	].join("; ");
}

/** For answers that are not pages: nothing may load, nothing may frame them. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Headers beside the content policy. `keepReferrer`: our own pages may see the path a form or link came from. */
export function commonHeaders(options: { secure: boolean; keepReferrer: boolean }): [name: string, value: string][] {
	return [
		["x-content-type-options", "nosniff"],
		["x-frame-options", "DENY"],
		// `same-origin` and not `no-referrer` on pages: under the latter browsers send `Origin: null` with a form post, and
		// on plain http, where there is no Sec-Fetch-Site either, nothing would prove that the form is ours.
		["referrer-policy", options.keepReferrer ? "same-origin" : "no-referrer"],
		["cross-origin-opener-policy", "same-origin"],
		["cross-origin-resource-policy", "same-origin"],
		["permissions-policy", PERMISSIONS.map((name) => `${name}=()`).join(", ")],
		...(options.secure ? ([["strict-transport-security", "max-age=31536000"]] satisfies [string, string][]) : []),
	];
}
