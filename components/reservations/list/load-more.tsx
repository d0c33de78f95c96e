"use client";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { LIST_WORDS } from "./list-words";

export function LoadMore({ busy, onMore }: { busy: boolean; onMore: () => void }) {
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		const element = box.current;
		if (element === null) return;
		const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && onMore(), {
			rootMargin: "600px",
		});
		observer.observe(element);
		return () => observer.disconnect();
	}, [onMore]);
	return (
		<div ref={box} className="flex justify-center py-4 print:hidden">
			<Button busy={busy} onClick={onMore}>
				{busy ? LIST_WORDS.loadingMore : LIST_WORDS.loadMore}
			</Button>
		</div>
	);
}
