"use client";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { rememberZone } from "./zone-cookie";

interface Clock {
	/** The operator's IANA zone; UTC until the browser has told it once. */
	zone: string;
	/** Now, in milliseconds, moving every half minute. */
	now: number;
}

/** React shows the last of what was sent a moment after the page has loaded. */
const REVEALED_MS = 1000;

const ClockContext = createContext<Clock | null>(null);

interface TimeProviderProps {
	/** The zone cookie as the server read it; null before the first sign-in of a browser. */
	zone: string | null;
	/** The server's now, so that the first browser render writes the same text. */
	now: number;
	children: ReactNode;
}

/** Gives every Instant below it one zone and one now; server and first browser render agree. */
export function TimeProvider({ zone: cookieZone, now: serverNow, children }: TimeProviderProps) {
	const [zone, setZone] = useState(cookieZone ?? "UTC");
	const [now, setNow] = useState(serverNow);
	// Neither zone nor now at once: the browser would draw anew what the server is still sending (docs/adr/0010).
	useEffect(() => {
		const own = rememberZone();
		let timer: ReturnType<typeof setTimeout>;
		const tell = () => {
			timer = setTimeout(() => setZone(own), REVEALED_MS);
		};
		if (document.readyState === "complete") tell();
		else window.addEventListener("load", tell);
		return () => {
			window.removeEventListener("load", tell);
			clearTimeout(timer);
		};
	}, []);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 30_000);
		return () => clearInterval(timer);
	}, []);
	const clock = useMemo(() => ({ zone, now }), [zone, now]);
	return <ClockContext value={clock}>{children}</ClockContext>;
}

export function useClock(): Clock {
	const clock = useContext(ClockContext);
	if (clock === null) throw new Error("useClock needs a TimeProvider above it");
	return clock;
}
