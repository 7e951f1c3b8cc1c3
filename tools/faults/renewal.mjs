const stories = ["src/rooms/memberships/renewal.dates"];
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
];
