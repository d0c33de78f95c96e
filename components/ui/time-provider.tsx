"use client";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { ZONE_COOKIE } from "./zone-cookie";

interface Clock {
	/** The operator's IANA zone; UTC until the browser has told it once. */
	zone: string;
	/** Now, in milliseconds, moving every half minute. */
	now: number;
}

const ClockContext = createContext<Clock | null>(null);

interface TimeProviderProps {
	/** The zone cookie as the server read it; null on a first visit. */
	zone: string | null;
	/** The server's now, so that the first browser render writes the same text. */
	now: number;
	children: ReactNode;
}

/** Gives every Instant below it one zone and one now; server and first browser render agree. */
export function TimeProvider({ zone: cookieZone, now: serverNow, children }: TimeProviderProps) {
	const [zone, setZone] = useState(cookieZone ?? "UTC");
	const [now, setNow] = useState(serverNow);
	useEffect(() => {
		const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
		setZone(own);
		if (own !== cookieZone) {
			// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
			document.cookie = `${ZONE_COOKIE}=${encodeURIComponent(own)}; path=/; max-age=31536000; samesite=lax`;
		}
		// Not at once: the browser would draw anew what the server is still sending (docs/adr/0010).
		const timer = setInterval(() => setNow(Date.now()), 30_000);
		return () => clearInterval(timer);
	}, [cookieZone]);
	const clock = useMemo(() => ({ zone, now }), [zone, now]);
	return <ClockContext value={clock}>{children}</ClockContext>;
}

export function useClock(): Clock {
	const clock = useContext(ClockContext);
	if (clock === null) throw new Error("useClock needs a TimeProvider above it");
	return clock;
}
