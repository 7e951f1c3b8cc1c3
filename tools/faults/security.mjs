/* Second factors, sessions, the company's policy, the proof of a domain, the orphaned account's way back. */
const people = ["src/rooms/people/factors"];
const proof = ["src/rooms/recovery/proof"];
const recovery = ["src/rooms/recovery/recovery.dates"];
const security = ["src/rooms/security/security"];

export const faults = [
  {
    name: "an owed second factor does not keep its session from adding one",
    file: "src/server/http.ts",
    find: "if (person && personal && endpoint.early !== true) {",
    replace: "if (person && personal && !endpoint.early) {",
    tests: people,
    breaks: ["can neither set up another"],
  },
  {
    name: "a recovery code opens twice",
    file: "src/rooms/people/factors.store.ts",
    find: "code_index = ${index} and used_at is null returning 1",
    replace: "code_index = ${index} returning 1",
    tests: people,
    breaks: ["each opens once", "given by four browsers at once"],
  },
  {
    name: "what a passkey signed is accepted again",
    file: "src/rooms/people/factors.store.ts",
    find: "delete from passkey_challenges where challenge = ${asked.challenge} and purpose",
    replace: "update passkey_challenges set purpose = purpose where challenge = ${asked.challenge} and purpose",
    tests: people,
    breaks: ["what was signed opens once"],
  },
  {
    name: "the session that proved the domain is raised at once",
    file: "src/server/session.ts",
    find: "case when m.global_admin_from > s.created_at then array_remove(m.roles, 'globalAdmin') else m.roles end as roles,",
    replace: "m.roles,",
    tests: proof,
    breaks: ["S-02"],
  },
  {
    name: "a record that only begins like the right one counts",
    file: "src/rooms/recovery/rules.ts",
    find: "text.trim() === wanted.value",
    replace: "text.trim().startsWith(wanted.value)",
    tests: proof,
    breaks: ["with another value is shown as found"],
  },
  {
    name: "one contact is two",
    file: "src/rooms/recovery/rules.ts",
    find: '(["primaryContact", "named"] as const).every((party)',
    replace: '(["primaryContact", "named"] as const).some((party)',
    tests: recovery,
    breaks: ["O15", "one alone is not two"],
  },
  {
    name: "an objection is heard when the waiting is over",
    file: "src/rooms/recovery/rules.ts",
    find: 'recovery.can(of.state, "stop") && !over(last, now)',
    replace: "recovery.can(of.state, \"stop\") && last !== ''",
    tests: recovery,
    breaks: ["in the last second counts"],
  },
  {
    name: "administrators are asked whoever should be",
    file: "src/server/session.ts",
    find: "and (p.asked_of = 'everybody' or pm.roles && ${administrators}::text[])",
    replace: "and p.asked_of <> 'nobody'",
    tests: security,
    breaks: ["administrators alone are asked"],
  },
];
