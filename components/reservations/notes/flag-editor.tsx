"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { Instant } from "@/components/ui/instant";
import { flagReservation, unflagReservation } from "@/lib/queries/annotations";
import { FLAG_REASON_MAX, type Flag } from "@/lib/shared/annotations";
import { FLAG_WORDS as WORDS } from "./own-words";
import { useAnnotate } from "./use-annotate";

interface FlagEditorProps {
	reservationId: string;
	flag: Flag | null;
	mayWrite: boolean;
}

/** Whether it is flagged, why and by whom; and the ways to change that. */
export function FlagEditor({ reservationId, flag, mayWrite }: FlagEditorProps) {
	const { annotate, busy } = useAnnotate();
	const [reason, setReason] = useState<string | null>(null);
	const text = reason ?? flag?.reason ?? "";
	const set = async () => {
		const given = text.trim() === "" ? null : text.trim();
		if ((await annotate(() => flagReservation(reservationId, given))) !== undefined) setReason(null);
	};
	if (flag === null) {
		if (!mayWrite) return null;
		return (
			<Button size="sm" busy={busy} onClick={() => void set()}>
				<Icon name="flag" />
				{WORDS.flag}
			</Button>
		);
	}
	return (
		<div className="flex basis-full flex-col gap-2 rounded-md border border-bad-line bg-bad-bg px-3 py-2">
			<div className="flex flex-wrap items-center gap-x-2 gap-y-1">
				<Icon name="flag" className="size-4 text-bad-text" />
				<span className="font-medium">{WORDS.flagged}</span>
				<span className="foreign-text text-n11 text-sm">
					{WORDS.by} <bdi>{flag.by}</bdi>, <Instant at={flag.at} />
				</span>
				{mayWrite && (
					<Button
						size="sm"
						busy={busy}
						className="ml-auto"
						onClick={() => void annotate(() => unflagReservation(reservationId))}
					>
						<Icon name="flag-off" />
						{WORDS.unflag}
					</Button>
				)}
			</div>
			{mayWrite ? (
				<form
					onSubmit={(event) => {
						event.preventDefault();
						void set();
					}}
					className="flex flex-wrap items-end gap-2"
				>
					<div className="min-w-56 flex-1">
						<Field label={WORDS.reason}>
							{(control) => (
								<Input
									{...control}
									value={text}
									maxLength={FLAG_REASON_MAX}
									placeholder={WORDS.reasonHint}
									onChange={(event) => setReason(event.target.value)}
								/>
							)}
						</Field>
					</div>
					<Button type="submit" disabled={text.trim() === "" || text.trim() === flag.reason} busy={busy}>
						{WORDS.save}
					</Button>
				</form>
			) : (
				flag.reason !== null && <p className="foreign-text">{flag.reason}</p>
			)}
		</div>
	);
}
