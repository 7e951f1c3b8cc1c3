import { atTerminal } from "./lib/terminal.mjs";

/* npm run backup -- FILE */
await atTerminal(async (...asked) => (await import("../dist/server/backup/terminal.js")).backUp(...asked));
