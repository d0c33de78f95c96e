import { Button } from "@/components/ui/button";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { AS_KNOWN_WORDS as WORDS } from "./as-known-words";
import { readMoment } from "./read-moment";

interface AsKnownNoticeProps {
	at: string | null;
	/** What is shown meanwhile is of another moment. */
	waiting?: boolean;
	/** Without it the notice is as the server draws it. */
	onBack?: (() => void) | undefined;
}

/** Says loudly that what follows is not how it stands today, on paper too. Nothing for now. */
export function AsKnownNotice({ at, waiting = false, onBack }: AsKnownNoticeProps) {
	const moment = readMoment(at);
	if (moment === null) return null;
	return (
		<Notice
			tone="warn"
			live="polite"
			className="my-3"
			title={
				<>
					{waiting ? WORDS.noticeComing : WORDS.notice}: {WORDS.noticeBefore} <Instant at={moment} />
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
