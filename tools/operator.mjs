import { atTerminal } from "./lib/terminal.mjs";

/* npm run operator -- add staff@vendor.example */
await atTerminal(async (words, environment) => (await import("../dist/server/operator.js")).operate(words, environment));
