"use client";
import { errorDigest } from "@/components/shell/error-digest";
import { StandalonePage } from "@/components/shell/standalone-page";
import { Button } from "@/components/ui/button";
import "./globals.css";

/** Stands in for the whole document when even the root layout failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
	const digest = errorDigest(error);
	return (
		<html lang="en">
			<body>
				<StandalonePage
					title="Rezdeck could not show this page"
					actions={
						<Button variant="primary" onClick={retry}>
							Try again
						</Button>
					}
				>
					Nothing was changed or lost. Try again; if it stays, tell the person who runs Rezdeck
					{digest === undefined ? "." : `: the log has the cause under ${digest}.`}
				</StandalonePage>
			</body>
		</html>
	);
}
