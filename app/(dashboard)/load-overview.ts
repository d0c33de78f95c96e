/** The state of the whole installation, read once for a page and the frame around it. */
import "server-only";
import { cache } from "react";
import { getOverview } from "@/lib/connections/overview";

/** What getOverview answers, once a request and actor. Errors: forbidden. */
export const loadOverview = cache(getOverview);
