import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { AS_KNOWN_WORDS as WORDS } from "./as-known-words";
import { readMoment } from "./read-moment";

/** Says loudly that what follows is not how it stands today, on paper too. Nothing for now. Without `onBack` it is as the server draws it. */
export function AsKnownNotice({ at, onBack }: { at: string | null; onBack?: (() => void) | undefined }) {
	const moment = readMoment(at);
	if (moment === null) return null;
	return (
		<Notice
			tone="warn"
			live="polite"
			className="my-3"
			title={
				<>
					{WORDS.notice}: {WORDS.noticeBefore} <Instant at={moment} />
				</>
			}
			action={
				<Button onClick={onBack} className="print:hidden">
					{WORDS.back}
				</Button>
			}
		>
			{WORDS.noticeAfter}
		</Notice>
	);
}
