/** The look of every page of the sandbox: self-contained, legible at phone width, and plainly not the vendor's. */
import type { Reply } from "./server";

export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

const STYLE = `
:root{color-scheme:light dark;--bg:#f4f5f7;--card:#fff;--ink:#1c2430;--soft:#5b6675;--line:#dde2e8;--accent:#1f6f5c;--on:#fff}
@media(prefers-color-scheme:dark){:root{--bg:#14181d;--card:#1d232b;--ink:#e9edf2;--soft:#9aa7b5;--line:#343d48;--accent:#4fb39a;--on:#06251c}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
.ribbon{background:#7a4a00;color:#fff;text-align:center;padding:.35rem .75rem;font-size:.875rem}
main{max-width:34rem;margin:2rem auto;padding:1.5rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
main.wide{max-width:52rem}h1{font-size:1.35rem;margin:0 0 .75rem}h2{font-size:1.05rem;margin:1.5rem 0 .5rem}
p{margin:.5rem 0}.soft{color:var(--soft);font-size:.9rem}fieldset{border:1px solid var(--line);border-radius:.5rem;margin:1rem 0;padding:.5rem 1rem}
legend{padding:0 .35rem;font-weight:600}label{display:flex;gap:.6rem;align-items:center;padding:.45rem 0;overflow-wrap:anywhere}
label.stack{display:block}input[type=text],select{width:100%;padding:.5rem;border:1px solid var(--line);border-radius:.4rem;background:var(--bg);color:inherit;font:inherit}
input[type=checkbox],input[type=radio]{width:1.1rem;height:1.1rem;flex:none;accent-color:var(--accent)}
ul{padding-left:1.2rem}.row{display:flex;gap:.75rem;flex-wrap:wrap;margin-top:1.25rem}
button{font:inherit;padding:.55rem 1.1rem;border-radius:.5rem;border:1px solid var(--line);background:transparent;color:inherit;cursor:pointer}
button.primary{background:var(--accent);border-color:var(--accent);color:var(--on);font-weight:600}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}a{color:var(--accent)}
table{width:100%;border-collapse:collapse;font-size:.92rem}td,th{text-align:left;padding:.45rem .4rem;border-top:1px solid var(--line);overflow-wrap:anywhere}
td form{margin:0}.token{font-family:ui-monospace,monospace;overflow-wrap:anywhere;background:var(--bg);padding:.75rem;border-radius:.4rem;border:1px dashed var(--line)}
.problem{border-left:4px solid #b3261e;padding-left:.75rem}@media(max-width:36rem){main{margin:0;border:0;border-radius:0}}
`;

export interface PageOptions {
	title: string;
	/** Whose site this plays. */
	vendor: string;
	/** Inner markup; the caller has escaped it. */
	body: string;
	status?: number;
	wide?: boolean;
}

export function page({ title, vendor, body, status = 200, wide = false }: PageOptions): Reply {
	return {
		status,
		headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
		body: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><div class="ribbon" role="note">Sandbox: plays ${escapeHtml(vendor)}</div>
<main${wide ? ' class="wide"' : ""}><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`,
	};
}

export function problemPage(vendor: string, title: string, text: string, status = 400): Reply {
	return page({ title, vendor, status, body: `<p class="problem" role="alert">${escapeHtml(text)}</p>` });
}
