"use client";
import { useEffect } from "react";
import { rememberZone } from "@/components/ui/zone-cookie";

/** So that the first page after signing in already has times in the operator's zone. */
export function RememberZone(): null {
	useEffect(() => {
		rememberZone();
	}, []);
	return null;
}
