const dates = ["src/rooms/purchasing/ahead.dates"];
const locks = ["src/rooms/purchasing/ahead.locks"];
const rules = ["src/rooms/purchasing/ahead.rules"];

/** Faults of rehearsals and of what is held back. */
export const faults = [
  {
    name: "a rehearsal takes an expired card for good",
    file: "src/rooms/purchasing/ahead.rules.ts",
    find: "const decided = decideCharge({ ...facts, row: standing, paying: false }, on);",
    replace: "const decided = decideCharge({ ...facts, row: standing, paying: false }, from);",
    project: "rules",
    tests: rules,
    breaks: ["O12 a card that has expired by then fails on every day"],
  },
  {
    name: "what is held back is charged all the same",
    file: "src/rooms/purchasing/charge.rules.ts",
    find: 'if (facts.held) return { does: "hold" };',
    replace: "",
    tests: dates,
    breaks: ["O12 everything is held back with a reason"],
  },
  {
    name: "what was held back is never asked for again",
    file: "src/rooms/purchasing/ahead.actions.ts",
    find: 'ctx.enqueue({ kind: "purchasing.resume", key: hold.id, payload: { holdId: hold.id }, clock: "business", dueAt: ctx.now });',
    replace: "",
    tests: dates,
    breaks: ["O12 everything is held back with a reason"],
  },
  {
    name: "a rehearsal looks at its first page only",
    file: "src/rooms/purchasing/rehearsing.ts",
    find: "const last = page.length < PAGE;",
    replace: "const last = page.length <= PAGE;",
    tests: dates,
    breaks: ["O12 of many memberships it is made page by page"],
  },
  {
    name: "a charge that is repeated after a crash is asked for twice",
    file: "src/rooms/purchasing/renewing.ts",
    find: "if (facts?.row.term !== term || (facts.row.refundingAt === null && (await orders.isAsked(act.tx, accountId, job.key)))) return undefined;",
    replace: "if (!facts) return undefined;",
    tests: locks,
    breaks: ["O12 F-131 the house dies when the bank has charged"],
  },
];
