/** Loaded with the first popover that opens. */
export { Popover } from "radix-ui";
