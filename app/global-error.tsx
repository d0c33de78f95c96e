"use client";
import { errorDigest } from "@/components/shell/error-digest";
import { StandalonePage } from "@/components/shell/standalone-page";
import { Button } from "@/components/ui/button";
import "./globals.css";
import { FAILURE_WORDS } from "@/components/shell/failure-words";

/** Stands in for the whole document when even the frame around the pages failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
	const digest = errorDigest(error);
	return (
		<html lang="en">
			<body>
				<StandalonePage
					title={FAILURE_WORDS.couldNotShow}
					actions={
						<Button variant="primary" onClick={retry}>
							{FAILURE_WORDS.tryAgain}
						</Button>
					}
				>
					{FAILURE_WORDS.nothingLost(digest)}
				</StandalonePage>
			</body>
		</html>
	);
}
