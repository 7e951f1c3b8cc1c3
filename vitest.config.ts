import { availableParallelism } from "node:os";
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

// The files of one worker share what they import: every story has a house and a database of its own, and keeps nothing in a module.
const shared = { isolate: false };
// A story mostly waits for its database: two at once fill two processors.
const story = { ...shared, maxWorkers: Math.max(2, availableParallelism() - 1), globalSetup: ["src/testing/postgres.ts"], testTimeout: 30_000, hookTimeout: 60_000 };

// Starting and killing the product is measured by the clock on the wall: nothing else runs beside it.
const starts = ["journeys/{start,kills,model}.test.ts"];
const walk = { ...story, testTimeout: 180_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: "rules", include: rules, testTimeout: 30_000, ...shared } },
      { test: { name: "stories", include: stories, exclude: rules, ...story } },
      // Only where somebody said on which server: `npm test` does.
      ...(process.env.TEST_DATABASE_URL ? [{ test: { name: "external", include: external, ...story } }] : []),
      { test: { name: "starts", include: starts, ...walk, fileParallelism: false } },
      { test: { name: "journeys", include: ["journeys/**/*.test.ts"], exclude: starts, ...walk } },
    ],
  },
});
