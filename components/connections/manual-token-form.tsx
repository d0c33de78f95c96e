"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { ApiProblem } from "@/lib/queries/client";
import { CONNECTIONS_KEY, connectManually, reconnectManually } from "@/lib/queries/connections";
import { TENANTS_KEY } from "@/lib/queries/tenant-list";
import { type ConnectionDetail, type ProviderInfo, reconnectManualInput } from "@/lib/shared/connections";
import { TOKEN_WORDS } from "./token-words";

interface ManualTokenFormProps {
	provider: ProviderInfo;
	/** Renew this connection instead of making a new one. */
	reconnectId?: string;
	onDone: (connection: ConnectionDetail) => void;
	submitLabel: string;
}

/** Takes a token made by hand at the provider. Write-only: the field is emptied as soon as the token has been sent. */
export function ManualTokenForm({ provider, reconnectId, onDone, submitLabel }: ManualTokenFormProps) {
	const [token, setToken] = useState("");
	const [email, setEmail] = useState("");
	const [missing, setMissing] = useState<Record<string, string>>({});
	const client = useQueryClient();
	const connect = useMutation({
		mutationFn: (input: { token: string; email?: string }) =>
			reconnectId === undefined
				? connectManually({ provider: provider.id, ...input })
				: reconnectManually(reconnectId, input),
		onSuccess: async (connection) => {
			await Promise.all([
				client.invalidateQueries({ queryKey: CONNECTIONS_KEY }),
				client.invalidateQueries({ queryKey: TENANTS_KEY }),
			]);
			onDone(connection);
		},
		// The secret does not wait in a field for somebody who walks by.
		onSettled: () => setToken(""),
	});

	function submit(event: FormEvent) {
		event.preventDefault();
		if (connect.isPending) return;
		const input = { token: token.trim(), ...(provider.manual.needsEmail ? { email: email.trim() } : {}) };
		const parsed = reconnectManualInput.safeParse(input);
		if (!parsed.success) {
			setMissing(
				Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join("."), sentence(issue.message)])),
			);
			return;
		}
		setMissing({});
		connect.mutate(input);
	}

	const problem = connect.error instanceof ApiProblem ? connect.error : null;
	const tokenError = missing.token ?? problem?.issue("token") ?? null;
	const emailError = missing.email ?? problem?.issue("email") ?? null;
	return (
		<form onSubmit={submit} autoComplete="off" className="flex max-w-xl flex-col gap-3" noValidate>
			{connect.error !== null && tokenError === null && emailError === null && (
				<Notice tone="bad" live="assertive" title={TOKEN_WORDS.notConnected}>
					{connect.error.message}
				</Notice>
			)}
			{provider.manual.needsEmail && (
				<Field label={TOKEN_WORDS.accountEmail} hint={TOKEN_WORDS.accountEmailHint} error={emailError} required>
					{(control) => (
						<Input
							{...control}
							type="email"
							name="account-email"
							autoComplete="off"
							spellCheck={false}
							value={email}
							onChange={(event) => setEmail(event.target.value)}
						/>
					)}
				</Field>
			)}
			<Field label={provider.manual.tokenLabel} hint={provider.manual.tokenHint} error={tokenError} required>
				{(control) => (
					<Input
						{...control}
						type="password"
						name="provider-token"
						autoComplete="off"
						autoCapitalize="off"
						spellCheck={false}
						data-1p-ignore="true"
						data-lpignore="true"
						value={token}
						onChange={(event) => setToken(event.target.value)}
					/>
				)}
			</Field>
			<p className="text-n11 text-sm">{TOKEN_WORDS.triedFirst(provider.label)}</p>
			<div>
				<Button type="submit" variant="primary" busy={connect.isPending}>
					{connect.isPending ? TOKEN_WORDS.asking(provider.label) : submitLabel}
				</Button>
			</div>
		</form>
	);
}

function sentence(message: string): string {
	return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
