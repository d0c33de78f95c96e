/** One answer of a list that goes on: `nextCursor` asks for what follows, null at the end. */
export interface Page<T> {
	items: T[];
	nextCursor: string | null;
}
