const dates = ["src/rooms/memberships/network.dates"];
const locks = ["src/rooms/memberships/network.locks"];
const rules = ["src/rooms/memberships/renewal.rules"];

/** Faults of the network level's year. */
export const faults = [
  {
    name: "a lapsed account hands out what it likes",
    file: "src/permissions.ts",
    find: "if (standing.networkEndedOn !== null && !reads && !staysOpenWhenLapsed(permit)) {",
    replace: 'if (standing.networkEndedOn !== null && !reads && permit === "offers.buy") {',
    tests: dates,
    breaks: ["C10 its benefits stay readable and nothing new is handed out"],
  },
  {
    name: "the account is read-only on the last day of grace already",
    file: "src/server/session.ts",
    find: "n.kept_until < ${dayOf(now, programme.timeZone)}::date",
    replace: "n.kept_until <= ${dayOf(now, programme.timeZone)}::date",
    tests: dates,
    breaks: ["C10 G-013 through day 30 everything stays"],
  },
  {
    name: "reading is closed with the rest",
    file: "src/server/http.ts",
    find: 'undefined, endpoint.method === "GET")',
    replace: "undefined, false)",
    tests: dates,
    breaks: ["F-014 C10 N11 lapsed, whoever may renew is told"],
  },
  {
    name: "a subscription beneath a lapsed level is charged all the same",
    file: "src/rooms/purchasing/rules.ts",
    find: 'member: owned.some((row) => row.kind === "network" && isHeld(row, today)),',
    replace: 'member: owned.some((row) => row.kind === "network"),',
    tests: dates,
    breaks: ["C10 N8 N10 no automatic renewal is charged while the account is read-only"],
  },
  {
    name: "a renewal after the lapse begins the term that is over",
    file: "src/rooms/memberships/renewal.rules.ts",
    find: "while (today >= opensOn(termOf(held.anchorOn, held.termMonths, term).endsOn)) term++;",
    replace: "",
    project: "rules",
    tests: rules,
    breaks: ["a renewal begins term"],
  },
  {
    name: "the agreement in force need not be accepted",
    file: "src/rooms/memberships/actions.ts",
    find: "agreementVersion: inForce.version, accepted };",
    replace: "agreementVersion: inForce.version, accepted: true };",
    tests: dates,
    breaks: ["C10 a newer version of the agreement is accepted anew"],
  },
  {
    name: "two people renew two terms",
    file: "src/rooms/memberships/actions.ts",
    find: 'const row = await hold(ctx.tx, ctx.accountId);\n    if (!row) return refuse("memberships.notFound");\n    const term',
    replace:
      'const row = await store.loadNetwork(ctx.tx, ctx.accountId);\n    if (!row) return refuse("memberships.notFound");\n    const term',
    tests: locks,
    breaks: ["C10 eight people who press"],
  },
];
