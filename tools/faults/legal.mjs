/* Faults in what a company may change of its own legal data, and in what follows. */
const country = ["src/rooms/billing/country"];
const rules = ["src/rooms/accounts/legal"];

export const faults = [
  {
    name: "a reseller moves to another country",
    file: "src/rooms/accounts/account.actions.ts",
    find: 'if (legal.country && changed.includes("country")) return legal.country;',
    replace: "",
    tests: country,
    breaks: ["G-023 P19"],
  },
  {
    name: "an account administrator renames a reseller",
    file: "src/rooms/accounts/legal.rules.ts",
    find: "!nameBy.some((role) => roles.includes(role))",
    replace: "nameBy.length === 0",
    tests: rules,
    breaks: ["accountAdmin"],
    project: "rules",
  },
  {
    name: "a verified company is renamed where its programme keeps the name",
    file: "src/rooms/accounts/legal.rules.ts",
    find: "if (kept) return refuse",
    replace: "if (!kept && terms.length < 0) return refuse",
    tests: country,
    breaks: ["may keep the legal name"],
  },
  {
    name: "the old currency stays after the move",
    file: "src/rooms/billing/reactions.ts",
    find: "city, country, taxId, currency } };",
    replace: "city, country, taxId } };",
    tests: country,
    breaks: ["G-023 G-033"],
  },
  {
    name: "the former billing profile is overwritten by the move",
    file: "src/rooms/billing/reactions.ts",
    find: "await store.endProfile(act.tx, accountId, act.now);",
    replace: "",
    tests: country,
    breaks: ["G-023 G-033"],
  },
];
