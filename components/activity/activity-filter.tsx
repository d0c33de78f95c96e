import Form from "next/form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { AuditFilter } from "@/lib/shared/audit";

const AREAS: readonly [prefix: string, label: string][] = [
	["", "Everything"],
	["connect", "Connections"],
	["tenant", "Tenants"],
	["reservation", "Reservations"],
	["sign_", "Sign-in and out"],
	["operator", "Operators"],
	["api_key", "API keys"],
	["password", "Passwords"],
	["access", "Refused access"],
];

/** The URL is the state: this is a plain GET form. */
export function ActivityFilter({ filter }: { filter: Pick<AuditFilter, "action" | "outcome" | "actor" | "target"> }) {
	const filtered = [filter.action, filter.outcome, filter.actor, filter.target].some((part) => part !== undefined);
	return (
		<Form action="/activity" className="mb-4 flex flex-wrap items-end gap-x-3 gap-y-2">
			<Field label="What">
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
			<Field label="Outcome">
				{(control) => (
					<Select key={filter.outcome} {...control} name="outcome" defaultValue={filter.outcome ?? ""}>
						<option value="">Any</option>
						<option value="ok">Done</option>
						<option value="failed">Failed</option>
						<option value="refused">Refused</option>
					</Select>
				)}
			</Field>
			<Field label="Who">
				{(control) => (
					<Input
						key={filter.actor}
						{...control}
						name="actor"
						defaultValue={filter.actor ?? ""}
						placeholder="part of an e-mail"
						className="sm:w-52"
					/>
				)}
			</Field>
			{filter.target !== undefined && <input type="hidden" name="target" value={filter.target} />}
			<Button type="submit">Show</Button>
			{filtered && (
				<ButtonLink href="/activity" variant="quiet">
					Clear
				</ButtonLink>
			)}
		</Form>
	);
}
