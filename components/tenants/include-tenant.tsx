"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { CONNECTIONS_KEY } from "@/lib/queries/connections";
import { setTenantIncluded, TENANTS_KEY } from "@/lib/queries/tenants";
import { countWords } from "@/lib/shared/amount-words";
import type { TenantSummary } from "@/lib/shared/connections";

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
				title: changed.included ? `${tenant.name} is included` : `${tenant.name} is left out`,
				text: changed.included
					? "Its reservations are being fetched."
					: "Its reservations were removed from Rezdeck. Nothing changed at the provider.",
			});
			await Promise.all([
				client.invalidateQueries({ queryKey: CONNECTIONS_KEY }),
				client.invalidateQueries({ queryKey: TENANTS_KEY }),
			]);
		},
		onError: (error) => {
			if (!asking) notify({ tone: "bad", title: `${tenant.name} was not changed`, text: error.message });
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
					{tenant.included ? "Leave out" : "Include"}
				</Button>
			)}
			<Dialog open={asking} onOpenChange={setAsking}>
				<DialogContent
					title={`Leave out ${tenant.name}?`}
					description={`${countWords(tenant.reservations, "reservation")} of this tenant will be removed from Rezdeck.`}
					footer={
						<>
							<DialogClose asChild>
								<Button>Keep it</Button>
							</DialogClose>
							<Button variant="danger" busy={change.isPending} onClick={() => change.mutate(false)}>
								Leave out and remove
							</Button>
						</>
					}
				>
					<ul className="list-disc space-y-1 pl-5">
						<li>Nothing changes at the provider, and the connection stays.</li>
						<li>Rezdeck reads nothing of this tenant any more.</li>
						<li>If you include it again, its reservations are fetched anew; the history kept here is gone.</li>
					</ul>
					{change.error !== null && (
						<Notice tone="bad" live="assertive" className="mt-3" title="It was not left out">
							{change.error.message}
						</Notice>
					)}
				</DialogContent>
			</Dialog>
		</>
	);
}
