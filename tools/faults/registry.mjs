/* Small faults in how the register of companies is asked and believed. The shape is that of `list.mjs`. */
const rules = ["src/rooms/verification/registry.rules"];
const stories = ["src/rooms/verification/registry.test"];

export const faults = [
  {
    name: "a register that tells of another company is believed",
    file: "src/rooms/verification/registry.rules.ts",
    find: 'number === "" || bare(one.number) === bare(number)',
    replace: "true",
    tests: rules,
    breaks: ["another number"],
    project: "rules",
  },
  {
    name: "the first of several companies is taken",
    file: "src/rooms/verification/registry.rules.ts",
    find: "return named.length === 1 ?",
    replace: "return named.length >= 1 ?",
    tests: rules,
    breaks: ["the same number twice"],
    project: "rules",
  },
  {
    name: "an answer to an asking that was overtaken is kept",
    file: "src/rooms/verification/registry.store.ts",
    find: `      select question from registry_lookups
      where account_id = \${accountId} and ask_id = \${askId} and state = any(\${registryLookup.from("answer")}::text[])`,
    replace: `      select question from registry_lookups
      where account_id = \${accountId}`,
    tests: stories,
    breaks: ["O1"],
  },
  {
    name: "changed legal data are not asked about",
    file: "src/rooms/verification/course.ts",
    find: 'if (steps.some((step) => step.check === "business") && isOurs',
    replace: 'if (steps.some((step) => step.move === "start" && step.check === "business") && isOurs',
    tests: stories,
    breaks: ["O1"],
  },
  {
    name: "an answer about older data stands beside the new ones",
    file: "src/rooms/verification/office.present.ts",
    find: "const last = lookup?.version === now.version ? lookup : undefined;",
    replace: "const last = lookup;",
    tests: stories,
    breaks: ["O1"],
  },
  {
    name: "the register is asked while it is being asked",
    file: "src/rooms/verification/registry.rules.ts",
    find: 'if (last !== undefined && !registryLookup.can(last, "again"))',
    replace: "if (false)",
    tests: rules,
    breaks: ["whether the desk may ask the register"],
    project: "rules",
  },
];
