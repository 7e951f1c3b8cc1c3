/* Small faults in saving a house and bringing it back. The shape is that of the other files here. */
const tests = ["src/server/backup"];

export const faults = [
  {
    name: "a backup is of many moments",
    file: "src/server/backup/save.ts",
    find: "begin isolation level repeatable read read only",
    replace: "begin read only",
    tests,
    breaks: ["a backup is of one moment"],
  },
  {
    name: "a backup without its end is believed",
    file: "src/server/backup/restore.ts",
    find: "if (!end || wrong || end.files !== files)",
    replace: "if (end && (wrong || end.files !== files))",
    tests,
    breaks: ["a backup that ends too early"],
  },
  {
    name: "a backup sealed with another secret is restored",
    file: "src/server/backup/restore.ts",
    find: "if (manifest.secretFingerprint !== secret.fingerprint())",
    replace: "if (false)",
    tests,
    breaks: ["is refused in one sentence, and nothing is restored"],
  },
  {
    name: "a content is cleared away under a backup",
    file: "src/server/files.ts",
    find: "if (!free!.free) throw",
    replace: "if (free === null) throw",
    tests,
    breaks: ["contents that nobody names any more stay until the backup has ended"],
  },
  {
    name: "a restored database has lost its references",
    file: "src/server/backup/restore.ts",
    find: "await laid.restore();",
    replace: "",
    tests,
    breaks: ["the same as what migrations make"],
  },
];
