"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { CONNECTIONS_KEY } from "@/lib/queries/connections";
import { TENANTS_KEY } from "@/lib/queries/tenant-list";
import { setTenantIncluded } from "@/lib/queries/tenants";
import type { TenantSummary } from "@/lib/shared/connections";
import { TENANT_WORDS } from "./tenant-words";

interface IncludeTenantProps {
	tenant: TenantSummary;
	/** A checkbox in a list of tenants, or one button on the tenant's own page. */
	as: "checkbox" | "button";
	/** What stands beside the checkbox. */
	label?: React.ReactNode;
	disabled?: boolean;
}

/** Includes a tenant or leaves it out. Leaving out removes its mirrored reservations, so it asks first. */
export function IncludeTenant({ tenant, as, label, disabled = false }: IncludeTenantProps) {
	const [asking, setAsking] = useState(false);
	const client = useQueryClient();
	const notify = useToast();
	const change = useMutation({
		mutationFn: (included: boolean) => setTenantIncluded(tenant.id, included),
		onSuccess: async (changed) => {
			setAsking(false);
			notify({
				tone: "ok",
				title: changed.included ? TENANT_WORDS.isIncluded(tenant.name) : TENANT_WORDS.isLeftOut(tenant.name),
				text: changed.included ? TENANT_WORDS.isIncludedText : TENANT_WORDS.isLeftOutText,
			});
			await Promise.all([
				client.invalidateQueries({ queryKey: CONNECTIONS_KEY }),
				client.invalidateQueries({ queryKey: TENANTS_KEY }),
			]);
		},
		onError: (error) => {
			if (!asking) notify({ tone: "bad", title: TENANT_WORDS.wasNotChanged(tenant.name), text: error.message });
		},
	});

	function toggle() {
		change.reset();
		if (tenant.included) setAsking(true);
		else change.mutate(true);
	}

	return (
		<>
			{as === "checkbox" ? (
				<Checkbox
					label={label ?? tenant.name}
					checked={change.isPending && !asking ? !tenant.included : tenant.included}
					disabled={disabled || change.isPending}
					onChange={toggle}
				/>
			) : (
				<Button disabled={disabled} busy={change.isPending && !asking} onClick={toggle}>
					{tenant.included ? TENANT_WORDS.leaveOut : TENANT_WORDS.include}
				</Button>
			)}
			<Dialog open={asking} onOpenChange={setAsking}>
				<DialogContent
					title={TENANT_WORDS.leaveOutTitle(tenant.name)}
					description={TENANT_WORDS.leaveOutDescription(tenant.reservations)}
					footer={
						<>
							<DialogClose asChild>
								<Button>{TENANT_WORDS.keepIt}</Button>
							</DialogClose>
							<Button variant="danger" busy={change.isPending} onClick={() => change.mutate(false)}>
								{TENANT_WORDS.leaveOutAndRemove}
							</Button>
						</>
					}
				>
					<ul className="list-disc space-y-1 pl-5">
						<li>{TENANT_WORDS.leaveOutStays}</li>
						<li>{TENANT_WORDS.leaveOutStops}</li>
						<li>{TENANT_WORDS.leaveOutFinal}</li>
					</ul>
					{change.error !== null && (
						<Notice tone="bad" live="assertive" className="mt-3" title={TENANT_WORDS.itWasNotLeftOut}>
							{change.error.message}
						</Notice>
					)}
				</DialogContent>
			</Dialog>
		</>
	);
}
