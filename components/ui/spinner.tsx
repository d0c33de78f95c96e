import { LoaderCircle } from "lucide-react";
import { classNames } from "./class-names";

/** Decoration beside a text that says what is going on. */
export function Spinner({ className }: { className?: string }) {
	return <LoaderCircle aria-hidden="true" className={classNames("size-4 shrink-0 animate-spin", className)} />;
}
