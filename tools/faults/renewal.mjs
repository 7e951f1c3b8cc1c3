const stories = ["src/rooms/memberships/renewal.dates"];
const year = ["src/rooms/purchasing/year.dates"];
const locks = ["src/rooms/purchasing/renewal.locks"];
const rules = ["src/rooms/memberships/renewal.rules"];

/** Faults of the membership's year. */
export const faults = [
  {
    name: "automatic renewal is turned on again at will",
    file: "src/rooms/memberships/renewal.rules.ts",
    find: `refuse(held.autoRenew ? "memberships.autoRenewalIsOn" : "memberships.autoRenewalLocked")`,
    replace: `held.autoRenew ? refuse("memberships.autoRenewalIsOn") : accept(null)`,
    project: "rules",
    tests: rules,
    breaks: ["F-133 a membership of the"],
  },
  {
    name: "the automatic renewal is said to be off, and is on",
    file: "src/rooms/memberships/store.ts",
    find: "update memberships set auto_renew = false, auto_renew_off_at",
    replace: "update memberships set auto_renew_off_at",
    tests: stories,
    breaks: ["F-131 F-132 F-136 automatic renewal is on from the purchase"],
  },
  {
    name: "nobody is told that the automatic renewal was stopped",
    file: "src/rooms/memberships/actions.ts",
    find: "for (const letter of await autoRenewalLetters(ctx, held)) ctx.post(letter);",
    replace: "await autoRenewalLetters(ctx, held);",
    tests: stories,
    breaks: ["F-137 whoever administers subscriptions is written to"],
  },
  {
    name: "one company stops another's automatic renewal",
    file: "src/rooms/memberships/store.ts",
    find: "tx.one<Membership>(sql`select ${columns} from memberships where account_id = ${accountId} and id = ${id} for update`);",
    replace: "tx.one<Membership>(sql`select ${columns} from memberships where ${accountId}::uuid is not null and id = ${id} for update`);",
    tests: stories,
    breaks: ["F-132 a colleague who may not buy"],
  },
  {
    name: "the renewal opens a day too early",
    file: "src/rooms/memberships/renewal.rules.ts",
    find: "if (today < year.opensOn)",
    replace: "if (addDays(today, 1) < year.opensOn)",
    tests: year,
    breaks: ["S-04 F-138 on day"],
  },
  {
    name: "the benefits end on the anniversary",
    file: "src/rooms/memberships/renewal.rules.ts",
    find: "keptUntil: addDays(anniversaryOn, terms.graceDays)",
    replace: "keptUntil: anniversaryOn",
    tests: year,
    breaks: ["S-05 G-013 N8 N9 N11 stopped and not renewed"],
  },
  {
    name: "a renewal late in the window shifts the anniversary",
    file: "src/rooms/memberships/door.ts",
    find: "const days = termOf(row.anchorOn, row.termMonths, term);",
    replace: "const days = termOf(paidOn, row.termMonths, 1);",
    tests: year,
    breaks: ["S-04 F-139 F-140 F-141 F-142 F-143 details, terms"],
  },
  {
    name: "the automatic renewal stays off after a renewal by hand",
    file: "src/rooms/purchasing/charging.ts",
    find: "autoRenewOn: !automatic",
    replace: "autoRenewOn: false && automatic",
    tests: year,
    breaks: ["S-04 F-139 F-140 F-141 F-142 F-143 details, terms"],
  },
  {
    name: "a stopped renewal is charged all the same",
    file: "src/rooms/purchasing/charge.rules.ts",
    find: "const term = row.autoRenew ? renewalIn(programme, row, today) : undefined;",
    replace: "const term = renewalIn(programme, row, today);",
    tests: year,
    breaks: ["S-05 G-013 N8 N9 N11 stopped and not renewed"],
  },
  {
    name: "a term that was renewed meanwhile is paid for again",
    file: "src/rooms/purchasing/charging.ts",
    find: `if (row.term >= renews.term) return refuse("purchasing.alreadyRenewed", { endsOn: row.endsOn });`,
    replace: "",
    tests: locks,
    breaks: ["F-142 F-143 a double click"],
  },
  {
    name: "seats stay with their holders after the end",
    file: "src/rooms/seats/reactions.ts",
    find: `"benefit.ended": [{ job: "seats.freeAll", when: ({ kind }) => kind === "developerSeat" }],`,
    replace: "",
    tests: year,
    breaks: ["S-05 G-013 N8 N9 N11 stopped and not renewed"],
  },
];
