import Form from "next/form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { AuditFilter } from "@/lib/shared/audit";
import { ACTIVITY_WORDS, AREAS } from "./activity-words";

/** The URL is the state: this is a plain GET form. */
export function ActivityFilter({ filter }: { filter: Pick<AuditFilter, "action" | "outcome" | "actor" | "target"> }) {
	const filtered = [filter.action, filter.outcome, filter.actor, filter.target].some((part) => part !== undefined);
	return (
		<Form action="/activity" className="mb-4 flex flex-wrap items-end gap-x-3 gap-y-2">
			<Field label={ACTIVITY_WORDS.what}>
				{(control) => (
					<Select key={filter.action} {...control} name="action" defaultValue={filter.action ?? ""}>
						{AREAS.map(([prefix, label]) => (
							<option key={prefix} value={prefix}>
								{label}
							</option>
						))}
						{filter.action !== undefined && !AREAS.some(([prefix]) => prefix === filter.action) && (
							<option value={filter.action}>{filter.action}</option>
						)}
					</Select>
				)}
			</Field>
			<Field label={ACTIVITY_WORDS.outcome}>
				{(control) => (
					<Select key={filter.outcome} {...control} name="outcome" defaultValue={filter.outcome ?? ""}>
						<option value="">{ACTIVITY_WORDS.any}</option>
						<option value="ok">{ACTIVITY_WORDS.done}</option>
						<option value="failed">{ACTIVITY_WORDS.failed}</option>
						<option value="refused">{ACTIVITY_WORDS.refused}</option>
					</Select>
				)}
			</Field>
			<Field label={ACTIVITY_WORDS.who}>
				{(control) => (
					<Input
						key={filter.actor}
						{...control}
						name="actor"
						defaultValue={filter.actor ?? ""}
						placeholder={ACTIVITY_WORDS.partOfAnEmail}
						className="sm:w-52"
					/>
				)}
			</Field>
			{filter.target !== undefined && <input type="hidden" name="target" value={filter.target} />}
			<Button type="submit">{ACTIVITY_WORDS.show}</Button>
			{filtered && (
				<ButtonLink href="/activity" variant="quiet">
					{ACTIVITY_WORDS.clear}
				</ButtonLink>
			)}
		</Form>
	);
}
