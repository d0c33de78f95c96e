"use client";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { Icon } from "./icon";
import { UI_WORDS } from "./ui-words";

interface CopyTextProps {
	text: string;
	/** What is copied: "Redirect URI". */
	label: string;
	/** Only the button, without the text in a box. */
	compact?: boolean;
}

/** A text to take elsewhere, with a button that copies it and says so. */
export function CopyText({ text, label, compact = false }: CopyTextProps) {
	const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
	useEffect(() => {
		if (state === "idle") return;
		const timer = setTimeout(() => setState("idle"), 2000);
		return () => clearTimeout(timer);
	}, [state]);

	async function copy() {
		try {
			await navigator.clipboard.writeText(text);
			setState("copied");
		} catch (error) {
			// Refused by the browser (no permission, or not a secure page): the text stays selectable.
			if (!(error instanceof Error)) throw error;
			setState("failed");
		}
	}

	const word = state === "copied" ? UI_WORDS.copied : state === "failed" ? UI_WORDS.selectAndCopy : UI_WORDS.copy;
	return (
		<span className="inline-flex min-w-0 max-w-full items-center gap-1">
			{!compact && (
				<code className="min-w-0 select-all break-all rounded-sm border border-n6 bg-n2 px-1.5 py-0.5 font-mono text-sm">
					{text}
				</code>
			)}
			<Button
				className="print:hidden"
				size="sm"
				variant={compact ? "quiet" : "secondary"}
				aria-label={`${word}: ${label}`}
				onClick={copy}
			>
				{state === "copied" ? <Icon name="check" /> : <Icon name="copy" />}
				{word}
			</Button>
			<span role="status" className="sr-only">
				{state === "copied" ? UI_WORDS.copiedLabel(label) : state === "failed" ? UI_WORDS.copyRefused : ""}
			</span>
		</span>
	);
}
