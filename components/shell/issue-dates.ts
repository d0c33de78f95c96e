/** Where the list of issues begins: what is coming, and who left in the last month and may still owe. */
export const ISSUE_DATES = "from=today-30";
