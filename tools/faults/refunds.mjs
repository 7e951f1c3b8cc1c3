/* Faults in how a price is given back. */
const rules = ["src/rooms/refunds/rules.test"];
const stories = ["src/rooms/refunds/refunds.test"];
const desk = ["src/rooms/refunds/desk.test"];
const dates = ["src/rooms/refunds/refunds.dates"];
const locks = ["src/rooms/refunds/refunds.locks"];

export const faults = [
  {
    name: "the days of a refund are counted to the day of the decision",
    file: "src/rooms/refunds/actions.ts",
    find: "const facts = await factsOf({ house, db: act.tx, today: act.today, lang }, accountId, subject, held.askedOn);",
    replace: "const facts = await factsOf({ house, db: act.tx, today: act.today, lang }, accountId, subject, act.today);",
    tests: dates,
    breaks: ["a right that was asked for on day 30 is decided by that day"],
  },
  {
    name: "whoever asked for a refund approves it where the table lets them",
    file: "src/rooms/refunds/rules.ts",
    find: `return held.askedBy === me ? refuse("refunds.ownRequest") : accept("approve");`,
    replace: `return accept("approve");`,
    project: "rules",
    tests: rules,
    breaks: ["within the rule, by the one who asked"],
  },
  {
    name: "a key opens while its subscription is given back",
    file: "src/rooms/memberships/store.ts",
    find: 'and refunding_at is null and state <> ${membership.to("cancel")} for share',
    replace: 'and state <> ${membership.to("cancel")} for share',
    tests: stories,
    breaks: ["nothing of the subscription opens meanwhile"],
  },
  {
    name: "nobody asks a silent provider again",
    file: "src/rooms/refunds/giving.ts",
    find: '  act.enqueue({ kind: SETTLE, key: refundId, accountId, clock: "machine", dueAt: addSeconds(act.machine, SETTLE_SECONDS) });\n',
    replace: "",
    tests: stories,
    breaks: ["the job ends it right: given back once"],
  },
  {
    name: "a refund is asked for under a new key each time",
    file: "src/rooms/refunds/giving.ts",
    find: "  refundId: id,\n  chargeRef: chargeRef!,",
    replace: "  refundId: newId(),\n  chargeRef: chargeRef!,",
    tests: stories,
    breaks: ["the job ends it right: given back once"],
  },
  {
    name: "sealed keys stay with a benefit that has ended",
    file: "src/rooms/keys/reactions.ts",
    find: "const count = await store.takeBack(act.tx, accountId, held.id);",
    replace: "const count = 0;",
    tests: dates,
    breaks: ["sealed keys of a subscription that has ended go back to the stock"],
  },
  {
    name: "the partner reads why an exception was made",
    file: "src/rooms/refunds/present.ts",
    find: "  reason: held.reason,\n  requestId: held.requestId,",
    replace: "  reason: held.reason ?? held.exception,\n  requestId: held.requestId,",
    tests: desk,
    breaks: ["no partner ever reads that reason"],
  },
  {
    name: "a subscription is given back while its renewal is being paid for",
    file: "src/rooms/refunds/rules.ts",
    find: `  if (renewing) return [refuse("refunds.renewalUnderWay")];\n`,
    replace: "",
    tests: locks,
    breaks: ["what is on its way first is waited for"],
  },
];
