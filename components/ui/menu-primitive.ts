/** Loaded with the first menu that opens. */
export { DropdownMenu } from "radix-ui";
