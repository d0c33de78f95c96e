"use client";
import { TOUR_WORDS } from "@/components/tour/tour-words";
import { useStartTour } from "@/components/tour/use-start-tour";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";
import { SHORTCUT_GROUPS, SHORTCUT_WORDS as WORDS } from "./shortcut-words";

/** Every key, by where it works, and the way to the tour. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
	const startTour = useStartTour();
	return (
		<Dialog open onOpenChange={(open) => !open && onClose()}>
			<DialogContent
				wide
				title={WORDS.title}
				description={WORDS.where}
				footer={
					startTour === null ? undefined : (
						<Button
							onClick={() => {
								onClose();
								startTour();
							}}
						>
							<Icon name="compass" />
							{TOUR_WORDS.start}
						</Button>
					)
				}
			>
				{/* biome-ignore lint/a11y/noNoninteractiveTabindex: taller than a phone, and to be scrolled with keys */}
				<section tabIndex={0} aria-label={WORDS.title} className="gap-8 outline-offset-4 sm:columns-2">
					{SHORTCUT_GROUPS.map(({ title, shortcuts }) => (
						<div key={title} className="mb-4 break-inside-avoid">
							<h3 className="text-n10 text-sm">{title}</h3>
							<dl>
								{shortcuts.map(({ keys, does }) => (
									<div
										key={does}
										className="flex items-center justify-between gap-4 border-n6 border-b py-1.5 last:border-b-0"
									>
										<dt>{does}</dt>
										<dd className="flex shrink-0 gap-1">
											{keys.map((key) => (
												<Kbd key={key}>{key}</Kbd>
											))}
										</dd>
									</div>
								))}
							</dl>
						</div>
					))}
				</section>
			</DialogContent>
		</Dialog>
	);
}
