import { defineConfig } from "vitest/config";

// Rules are read on paper: no database, no server, no clock. They stand in the pure floors, or their name says so.
const rules = [
  "src/kit/**/*.test.ts",
  "src/programme/**/*.test.ts",
  "src/permissions.test.ts",
  "src/web/**/*.test.{ts,tsx}",
  "src/**/{,*.}rules.test.ts",
  "tools/**/*.test.{ts,mjs}",
];
const stories = ["src/**/*.test.ts"];
// What another PostgreSQL could do otherwise is told once more on one; the name of the file says what it touches.
const external = ["src/**/*.{locks,dates,migrations}.test.ts"];

const story = { globalSetup: ["src/testing/postgres.ts"], testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: "rules", include: rules } },
      { test: { name: "stories", include: stories, exclude: rules, ...story } },
      // Only where somebody said on which server: `npm test` does.
      ...(process.env.TEST_DATABASE_URL ? [{ test: { name: "external", include: external, ...story } }] : []),
      { test: { name: "journeys", include: ["journeys/**/*.test.ts"], ...story, testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false } },
    ],
  },
});
