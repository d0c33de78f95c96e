/** Which build of Rezdeck this code is of, so that a page notices that the server behind it is another one. */

/** Answers of the API name their build in it. */
export const BUILD_HEADER = "x-rezdeck-build";

/** Written into the code by the build: next.config.mjs. */
export const BUILD = process.env.REZDECK_BUILD ?? "development";
