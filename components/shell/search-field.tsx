"use client";
import { Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useEffect, useRef } from "react";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { readScope } from "./scope";

/** Looks through all reservations in scope, whatever their dates. */
export function SearchField() {
	const router = useRouter();
	const pathname = usePathname();
	const search = useSearchParams();
	const input = useRef<HTMLInputElement>(null);
	const current = search.get("q") ?? "";
	useEffect(() => {
		if (input.current !== null) input.current.value = current;
	}, [current]);

	function onSubmit(event: FormEvent) {
		event.preventDefault();
		const text = input.current?.value.trim() ?? "";
		const { tenantIds } = readScope(pathname, search);
		const [only, ...others] = tenantIds;
		const path =
			only !== undefined && others.length === 0 ? `/tenants/${encodeURIComponent(only)}/reservations` : "/reservations";
		const target = new URLSearchParams();
		if (others.length > 0) target.set("tenant", tenantIds.join(","));
		if (text !== "") target.set("q", text.slice(0, 200));
		router.push(target.size === 0 ? path : `${path}?${target}`);
	}

	return (
		<form action="/reservations" onSubmit={onSubmit} className="relative min-w-0 flex-1 sm:max-w-md">
			<Search
				aria-hidden="true"
				className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-n10"
			/>
			<Input
				ref={input}
				type="search"
				name="q"
				defaultValue={current}
				maxLength={200}
				autoComplete="off"
				data-shortcut="search"
				aria-label="Search reservations by guest, e-mail, phone or number"
				placeholder="Search guests, phones, numbers"
				className="border-n7 bg-n2 pr-8 pl-8"
			/>
			<span className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 max-md:hidden">
				<Kbd>/</Kbd>
			</span>
		</form>
	);
}
