/** The streams of a tenant in words, wherever a person reads them. */
const STREAMS: Record<string, string> = {
	inventory: "Units and names",
	window: "Stays around today",
	future: "Later stays",
	history: "Earlier stays",
	blocks: "Blocks and owner stays",
	changed: "Changes",
	contacts: "Guests' contact data",
	sweep: "Search for deletions",
	sweep_future: "Search for deletions, later stays",
	sweep_history: "Search for deletions, earlier stays",
	verify: "Comparison with the provider",
};

/** A stream's name for people. A kind that is new here is shown as it is. */
export function streamWords(stream: string): string {
	return STREAMS[stream] ?? stream.replaceAll("_", " ");
}

/** Several streams inside a sentence: "blocks and owner stays, earlier stays". */
export function streamList(streams: readonly string[]): string {
	return streams
		.map(streamWords)
		.map((words) => words.charAt(0).toLowerCase() + words.slice(1))
		.join(", ");
}
