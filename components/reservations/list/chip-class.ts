/** A chip in use stands out by colour and by the words it then shows. The signs: a button has colours of its own. */
export function chipClass(active: boolean): string {
	return active ? "border-accent-line! bg-accent-soft! text-accent-strong!" : "font-normal";
}
