import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { filled } from "./filled";

const html = (nodes: ReactNode) => renderToStaticMarkup(createElement("p", null, nodes));

describe("a sentence with elements in it", () => {
	it("holds each where its name stands, in whatever order", () => {
		const parts = { from: createElement("b", null, "Mon"), to: "Tue" };
		expect(html(filled("Between {from} and {to}.", parts))).toBe("<p>Between <b>Mon</b> and Tue.</p>");
		expect(html(filled("{to} ← {from}", parts))).toBe("<p>Tue ← <b>Mon</b></p>");
		expect(html(filled("{to}, {to}", parts))).toBe("<p>Tue, Tue</p>");
	});

	it("takes the text of a part as it is", () => {
		expect(html(filled("Type {name} to confirm", { name: "{name} <i>" }))).toBe(
			"<p>Type {name} &lt;i&gt; to confirm</p>",
		);
	});

	it("leaves what it was given no part for, and shows nothing for an empty one", () => {
		expect(html(filled("As of {at}{more}.", { more: null }))).toBe("<p>As of {at}.</p>");
		expect(html(filled("As of {toString}.", {}))).toBe("<p>As of {toString}.</p>");
	});
});
