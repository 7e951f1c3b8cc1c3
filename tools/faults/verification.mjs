/* Small faults in how companies are verified, presented and found. The shape is that of `list.mjs`. */
const listings = ["src/rooms/listings"];
const overrides = ["src/rooms/verification/overrides"];
const caselink = ["src/rooms/verification/caselink"];

export const faults = [
  {
    name: "whoever asked for an override approves it too",
    file: "src/rooms/verification/desk.rules.ts",
    find: 'if (answer === "approve" && asked.askedBy === verifierId)',
    replace: "if (false)",
    tests: overrides,
    breaks: ["O1"],
  },
  {
    name: "one member of staff overturns a rejection alone",
    file: "src/rooms/verification/desk.rules.ts",
    find: 'state === "rejected" || (state === "passed" && decidedBy === null)',
    replace: 'state === "passed" && decidedBy === null',
    tests: overrides,
    breaks: ["O1"],
  },
  {
    name: "a link to a case opens whatever address it was signed for",
    file: "src/rooms/verification/caselink.actions.ts",
    find: ".find(({ email }) => link.isFor(email))",
    replace: ".at(0)",
    tests: caselink,
    breaks: ["P3"],
  },
  {
    name: "the signature of a link is not looked at",
    file: "src/rooms/verification/caselink.ts",
    find: "if (!timingSafeEqual(bytes.subarray(BODY), macOf(secret, body))) return undefined;",
    replace: "",
    tests: caselink,
    breaks: ["one bit changed"],
    project: "rules",
  },
  {
    name: "a company that is not authorised is found all the same",
    file: "src/rooms/listings/store.ts",
    find: "l.published is not null and a.verification = 'authorized'",
    replace: "l.published is not null",
    tests: listings,
    breaks: ["G-043"],
  },
  {
    name: "what was not read is published",
    file: "src/rooms/listings/rules.ts",
    find: 'if (version !== seen) return refuse("listings.changedMeanwhile");',
    replace: "",
    tests: listings,
    breaks: ["O21"],
  },
  {
    name: "one location too many fits in",
    file: "src/rooms/listings/rules.ts",
    find: "places.length >= terms.limits.locations",
    replace: "places.length > terms.limits.locations",
    tests: listings,
    breaks: ["G-042"],
  },
];
