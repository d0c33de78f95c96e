/** A start that cannot go on for a reason that a person can mend. The message is one sentence that says what to do. */
export class Refusal extends Error {
	override readonly name = "Refusal";
}
