import { atTerminal } from "./lib/terminal.mjs";

/* npm run restore -- FILE */
await atTerminal(async (...asked) => (await import("../dist/server/backup/terminal.js")).bringBack(...asked));
