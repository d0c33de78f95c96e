// Preloaded into programs that are not ours. The channel to the supervisor closes when the supervisor is gone, also
// after kill -9, and then nothing may be left that holds a port or the database.
process.once("disconnect", () => process.exit(0));
