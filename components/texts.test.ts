/**
 * Where a person's words stand: in `*-words.ts` beside the components and pages that show them, and nowhere else, so
 * that a word is changed in one place and a translation finds all of them. A failure names the file, the line and the text.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAst } from "vitest/node";

const FOLDERS = ["components", "app"];
const WORDS_OR_TEST = /-words\.tsx?$|\.test\.tsx?$|\/test-[^/]+$/;

/** Attributes and properties whose value a person reads or hears. */
const SHOWN = new Set([
	...["aria-label", "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext", "data-label"],
	...["alt", "placeholder", "title", "label", "submitLabel", "legend", "heading", "hint", "sub", "description"],
	...["text", "word", "words", "message", "missing", "none", "what", "template"],
]);
/** Attributes and properties that hold code, whatever it looks like. */
const CODE = /[cC]lassName$|^(look|style|d|href|media|colorScheme|content-type|cache-control|content-disposition)$/;
/** Calls that join class names, and errors that tell a programmer what is wrong. */
const CODE_CALLS = /^(classNames|buttonClass|closest|matches|querySelector|querySelectorAll|matchMedia)$/;
const ERROR = /Error$/;
/** What a key is called stands on the key. */
const KEYS = /^(Kbd|kbd)$/;

const LETTER = /\p{L}/u;
/** A capital, then more than one word: said to somebody. Codes and the names of keys are one word. */
const SENTENCE = /^\s*\p{Lu}[\p{Ll}'’]*[,:]?\s+\S*\p{L}/u;
/** " and ": between what is listed. */
const GLUE = /^\s+\p{L}+\s+$/u;
/** A key that does the same: "Today (t)". */
const KEY_HINT = /\(\S\)/g;

interface Node {
	type: string;
	start: number;
	[child: string]: unknown;
}

/** `shown`: a person reads whatever text stands here. `code`: nobody does. `free`: only a sentence is certainly read. */
type Place = "shown" | "code" | "free";

/** Every text in a source that stands outside the words, with its line: "12: Show all". */
function textsIn(source: string): string[] {
	const found: string[] = [];
	const tell = (node: Node, text: string) =>
		found.push(`${source.slice(0, node.start).split("\n").length}: ${text.trim().replace(/\s+/g, " ")}`);

	function visit(node: Node, place: Place) {
		if (node.type.startsWith("Import") || node.type.startsWith("TSType") || node.type.startsWith("TSInterface")) return;
		if (typeof node.directive === "string") return;
		if (node.type === "JSXText") {
			if (LETTER.test(String(node.value)) && place !== "code") tell(node, String(node.value));
		} else if (node.type === "Literal" || node.type === "TemplateLiteral") {
			const text = textOf(node);
			if (place === "shown" ? LETTER.test(text) : place === "free" && (SENTENCE.test(text) || GLUE.test(text)))
				tell(node, text);
			for (const inside of childrenOf(node)) visit(inside.node, place === "code" ? "code" : "free");
		} else for (const { name, node: inside } of childrenOf(node)) visit(inside, placeOf(node, name, place));
	}

	const program = parseAst(source, { lang: "tsx" });
	for (const statement of program.body) visit(statement as unknown as Node, "free");
	return found;
}

/** Where a child stands, from what its parent is and where that stands. */
function placeOf(parent: Node, child: string, place: Place): Place {
	switch (parent.type) {
		case "JSXElement":
		case "JSXFragment":
			if (child !== "children") return "free";
			return KEYS.test(nameOf((parent.openingElement as Node | undefined)?.name)) ? "code" : "shown";
		case "JSXAttribute":
		case "Property": {
			if (child !== "value") return "code";
			const name = nameOf(parent.type === "Property" ? parent.key : parent.name);
			return CODE.test(name) ? "code" : SHOWN.has(name) ? "shown" : "free";
		}
		// The value is the one or the other; what is asked for it is code.
		case "ConditionalExpression":
			return child === "test" ? "code" : place;
		case "LogicalExpression":
			return child === "left" && parent.operator === "&&" ? "code" : place;
		case "JSXExpressionContainer":
		case "ParenthesizedExpression":
		case "TSAsExpression":
		case "TSSatisfiesExpression":
			return place;
		case "BinaryExpression":
			return parent.operator === "+" ? place : "code";
		case "NewExpression":
			return ERROR.test(nameOf(parent.callee)) ? "code" : "free";
		case "CallExpression":
			return child === "arguments" && CODE_CALLS.test(nameOf(parent.callee)) ? "code" : "free";
		case "SwitchCase":
			return child === "test" ? "code" : "free";
		default:
			return "free";
	}
}

/** The letters of a string or template; what is filled in counts as none. */
function textOf(node: Node): string {
	if (node.type === "Literal") return typeof node.value === "string" ? node.value : "";
	const quasis = node.quasis as { value: { cooked: string } }[];
	return quasis
		.map((quasi) => quasi.value.cooked)
		.join("…")
		.replace(KEY_HINT, "");
}

function nameOf(value: unknown): string {
	if (!isNode(value)) return "";
	if (value.type === "MemberExpression") return nameOf(value.property);
	return String(value.name ?? value.value ?? "");
}

function childrenOf(node: Node): { name: string; node: Node }[] {
	return Object.entries(node).flatMap(([name, value]) =>
		(Array.isArray(value) ? value : [value]).filter(isNode).map((inside) => ({ name, node: inside })),
	);
}

function isNode(value: unknown): value is Node {
	return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function sources(): string[] {
	return FOLDERS.flatMap((folder) =>
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
			.map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"))
			// Routes answer programs: their errors come from the domain.
			.filter((file) => !WORDS_OR_TEST.test(file) && !file.startsWith("app/api/")),
	);
}

describe("the words that people read", () => {
	it("stand in words files only", () => {
		const files = sources();
		expect(files.length).toBeGreaterThan(200);
		const outside = files.flatMap((file) => textsIn(readFileSync(file, "utf8")).map((text) => `${file}:${text}`));
		expect(outside).toEqual([]);
	});

	it.each([
		["between tags", "<p>Show all</p>"],
		["one letter between tags", "<p>{nights}n</p>"],
		["in braces", '<p>{"done"}</p>'],
		["in one of two cases", '<p>{busy ? words.loading : "more"}</p>'],
		["when something holds", '<p>{open && "open"}</p>'],
		["when something is missing", '<p>{name ?? "not given"}</p>'],
		["around a value", `<p>{\`\${count} rows\`}</p>`],
		["joined", '<p>{count + " rows"}</p>'],
		["in a name for those who do not see", '<b aria-label="close" />'],
		["in a name around a value", `<b aria-label={\`close \${name}\`} />`],
		["in a hint", "<Field hint={open ? 'later' : words.now} />"],
		["in a message", 'notify({ title: "saved" })'],
		["as the value of a variable", 'const heading = "Nothing to do";'],
		["as a default", 'function Missing({ words = "Not given" }) {}'],
		["handed on", 'change("Rights changed")'],
		["between what is listed", 'names.join(" and ")'],
		["in a list", 'const heads = ["Nights", "Last year"];'],
		["as what a function gives", `function name() { return \`Reservations of \${tenant}\`; }`],
	])("are found %s", (_, code) => {
		expect(textsIn(code)).toHaveLength(1);
	});

	it.each([
		["words", "<p title={words.title}>{words.text(name)}</p>"],
		["signs", "<p>· {count} × … – ({zone})</p>"],
		["class names", 'const look = <b className="flex gap-2" tone={classNames("Not text", "but names")} />;'],
		["addresses", `<a href={\`/reservations/\${id}?tab=stay\`} />`],
		["codes", `const state = { kind: "in_house", id: \`unit \${id}\` };`],
		["what is compared", '<p>{event.key === "Enter" ? words.on : words.off}</p>'],
		["keys", `<b title={\`\${words.today} (t)\`}><Kbd>Ctrl K</Kbd></b>`],
		["what a programmer is told", 'throw new TypeError("This needs a Dialog above it");'],
		["imports, directives and types", '"use client"; import x from "Some where"; type A = "Some text";'],
	])("are not taken for %s", (_, code) => {
		expect(textsIn(code)).toEqual([]);
	});
});
