/** Loaded with the first dialog or panel that opens. */
export { Dialog } from "radix-ui";
