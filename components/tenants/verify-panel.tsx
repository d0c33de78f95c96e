"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Progress } from "@/components/ui/progress";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { RUNS_KEY } from "@/lib/queries/runs";
import { TENANTS_KEY } from "@/lib/queries/tenant-list";
import {
	cancelVerification,
	isUnderWay,
	requestVerification,
	VERIFICATION_KEY,
	verificationQuery,
} from "@/lib/queries/verification";
import { formatCount } from "@/lib/shared/amount-words";
import { type Verification, type VerificationReport, verificationScope } from "@/lib/shared/verification";
import { VerifyFindings } from "./verify-findings";
import { progressText, SCOPE_WORDS, VERIFY_WORDS, verdictOf } from "./verify-words";

interface VerifyPanelProps {
	tenantId: string;
	/** Ask for one and cancel it. */
	mayVerify: boolean;
}

/** Proof that the mirror is true: the last comparison with the provider, and the button for the next one. */
export function VerifyPanel({ tenantId, mayVerify }: VerifyPanelProps) {
	const report = useQuery(verificationQuery(tenantId));
	const verification = report.data?.verification ?? null;
	return (
		<Panel
			title={VERIFY_WORDS.verification}
			sub={VERIFY_WORDS.verificationSub}
			actions={mayVerify && <VerifyActions tenantId={tenantId} underWay={isUnderWay(report.data)} />}
		>
			{report.isPending ? (
				<SkeletonRows rows={2} label={VERIFY_WORDS.loading} />
			) : report.data === undefined ? (
				<Notice
					tone="bad"
					live="polite"
					title={VERIFY_WORDS.notLoaded}
					action={
						<Button size="sm" onClick={() => void report.refetch()}>
							{VERIFY_WORDS.tryAgain}
						</Button>
					}
				>
					{report.error?.message}
				</Notice>
			) : verification === null ? (
				<EmptyState title={VERIFY_WORDS.neverVerified} level={3}>
					{VERIFY_WORDS.neverVerifiedText(mayVerify)}
				</EmptyState>
			) : (
				<Result report={report.data} verification={verification} tenantId={tenantId} />
			)}
		</Panel>
	);
}

function VerifyActions({ tenantId, underWay }: { tenantId: string; underWay: boolean }) {
	const client = useQueryClient();
	const notify = useToast();
	const [scope, setScope] = useState(verificationScope.enum.window as Verification["scope"]);
	const refresh = () =>
		Promise.all([VERIFICATION_KEY, RUNS_KEY, TENANTS_KEY].map((queryKey) => client.invalidateQueries({ queryKey })));
	const verify = useMutation({
		mutationFn: () => requestVerification(tenantId, scope),
		onError: (error) => notify({ tone: "bad", title: VERIFY_WORDS.notStarted, text: error.message }),
		onSettled: refresh,
	});
	const cancel = useMutation({
		mutationFn: () => cancelVerification(tenantId),
		onError: (error) => notify({ tone: "bad", title: VERIFY_WORDS.notCancelled, text: error.message }),
		onSettled: refresh,
	});
	if (underWay) {
		return (
			<Button size="sm" busy={cancel.isPending} onClick={() => cancel.mutate()}>
				{VERIFY_WORDS.cancel}
				<span className="sr-only"> {VERIFY_WORDS.theVerification}</span>
			</Button>
		);
	}
	return (
		<span className="flex flex-wrap items-center gap-2">
			<Select
				aria-label={VERIFY_WORDS.whatToVerify}
				value={scope}
				onChange={(event) => setScope(verificationScope.parse(event.target.value))}
			>
				{verificationScope.options.map((option) => (
					<option key={option} value={option}>
						{SCOPE_WORDS[option]}
					</option>
				))}
			</Select>
			<Button size="sm" variant="primary" busy={verify.isPending} onClick={() => verify.mutate()}>
				{VERIFY_WORDS.verify}
			</Button>
		</span>
	);
}

interface ResultProps {
	tenantId: string;
	report: VerificationReport;
	verification: Verification;
}

function Result({ tenantId, report, verification }: ResultProps) {
	const { state, scope, message, compared, expected } = verification;
	const verdict = verdictOf(verification);
	return (
		<div className="flex flex-col gap-3">
			<p className="flex flex-wrap items-center gap-x-2 gap-y-1" role="status">
				<Badge tone={verdict.tone}>{verdict.label}</Badge>
				<span className="text-n11">
					{SCOPE_WORDS[scope]},{" "}
					{state === "finished" ? (
						<>
							{VERIFY_WORDS.asOf} <Instant at={verification.startedAt} missing={VERIFY_WORDS.timeNotKnown} />
						</>
					) : (
						<>
							{VERIFY_WORDS.askedFor} <Instant at={verification.requestedAt} />
						</>
					)}{" "}
					{VERIFY_WORDS.by} <span className="foreign-text">{verification.requestedBy}</span>
				</span>
			</p>
			{(state === "waiting" || state === "running") && (
				<Progress
					label={VERIFY_WORDS.verification}
					value={expected === null || expected === 0 ? null : Math.round((compared / expected) * 1000)}
					max={1000}
					text={progressText(verification)}
					tone={message === null ? "accent" : "warn"}
				/>
			)}
			{message !== null && <p className="text-n11">{message}</p>}
			<Counts verification={verification} />
			{report.findings.length > 0 && (
				<VerifyFindings
					tenantId={tenantId}
					verificationId={verification.id}
					first={report.findings}
					more={report.more}
				/>
			)}
		</div>
	);
}

function Counts({ verification }: { verification: Verification }) {
	const counts = [
		[VERIFY_WORDS.equal, verification.equal],
		[VERIFY_WORDS.differing, verification.differing],
		[VERIFY_WORDS.missingHere, verification.missing],
		[VERIFY_WORDS.onlyHere, verification.extra],
		[VERIFY_WORDS.repaired, verification.repaired],
		[VERIFY_WORDS.requests, verification.requests],
	] as const;
	return (
		<dl className="grid grid-cols-3 gap-x-4 gap-y-2 sm:grid-cols-6">
			{counts.map(([name, count]) => (
				<div key={name}>
					<dt className="text-n10 text-sm">{name}</dt>
					<dd className="num text-lg">{formatCount(count)}</dd>
				</div>
			))}
		</dl>
	);
}
