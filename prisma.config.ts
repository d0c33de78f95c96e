// The CLI looks for a schema engine to download, which fails where only package registries are reachable. `generate`
// never runs it, so any program will do; migrations are applied by scripts/migrate.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

import { defineConfig } from "prisma/config";

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
