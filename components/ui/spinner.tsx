import { classNames } from "./class-names";
import { Icon } from "./icon";

/** Decoration beside a text that says what is going on. */
export function Spinner({ className }: { className?: string }) {
	return <Icon name="loader-circle" className={classNames("size-4 shrink-0 animate-spin", className)} />;
}
