import { defineConfig } from "vitest/config";

/** The rules floor alone, for the mutation score: tables of cases, no database. */
export default defineConfig({
  test: { include: ["src/kit/**/*.test.ts", "src/permissions.test.ts", "src/rooms/**/{,*.}rules.test.ts"], testTimeout: 30_000 },
});
