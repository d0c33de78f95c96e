/** Dates as inputs and answers give them. Apart from dates.ts, so that a page that only shows dates loads no schemas. */
import { z } from "zod";
import { isCalendarDate, isRelativeDate } from "./dates";

/** A real calendar date: "2026-02-30" is refused. */
export const plainDate = z.string().refine(isCalendarDate, "not a calendar date (YYYY-MM-DD)");

/** A plain date, or a day relative to the tenant's own today: "today", "today+6", "today-1". */
export const relativeDate = z.string().refine(isRelativeDate, "not a date: use YYYY-MM-DD, today, today+6 or today-1");
