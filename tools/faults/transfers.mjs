const stories = ["src/rooms/purchasing/transfer.test"];
const dates = ["src/rooms/purchasing/transfer.dates"];
const desk = ["src/rooms/purchasing/desk.test"];
const statement = ["src/rooms/purchasing/statement.test"];
const locks = ["src/rooms/purchasing/transfer.locks"];
const rules = ["src/rooms/purchasing/receipt.rules"];

/** Faults of payment by transfer and of the desk that matches it. */
export const faults = [
  {
    name: "an order by transfer ends a day too early",
    file: "src/rooms/purchasing/transfer.rules.ts",
    find: "payUntil !== null && isWaiting(state) && today > payUntil",
    replace: "payUntil !== null && isWaiting(state) && today >= payUntil",
    tests: dates,
    breaks: ["S-07 G-011 N7 reminded on day 23"],
  },
  {
    name: "a transfer leaves the automatic renewal on",
    file: "src/rooms/purchasing/charging.ts",
    find: "autoRenewOff: transfer !== null,",
    replace: "autoRenewOff: false,",
    tests: dates,
    breaks: ["G-011 O11 N8 a renewal by transfer keeps the anniversary"],
  },
  {
    name: "what was bought by transfer begins on the day of the order",
    file: "src/rooms/purchasing/charging.ts",
    find: "const paidOn = transfer ? act.today : order.placedOn;",
    replace: "const paidOn = order.placedOn;",
    tests: dates,
    breaks: ["S-07 O11 G-011 matched eleven days after the order"],
  },
  {
    name: "an order that is over is cancelled again",
    file: "src/rooms/purchasing/transfer.rules.ts",
    find: "if (order.can(state, move)) return accept(true);",
    replace: `if (order.can(state, move) || state === "expired") return accept(true);`,
    tests: dates,
    breaks: ["S-07 G-011 N7 reminded on day 23"],
  },
  {
    name: "late money pays an order that is over",
    file: "src/rooms/purchasing/receipt.rules.ts",
    find: "if (received.receivedOn > due.payUntil)",
    replace: 'if (received.receivedOn > "9999")',
    project: "rules",
    tests: rules,
    breaks: ["the order is over, and the money came a day late"],
  },
  {
    name: "a statement that is read again counts again",
    file: "src/rooms/purchasing/receipts.ts",
    find: "const hash = contentHash(received, place);",
    replace: "const hash = contentHash({ ...received, payer: received.payer + act.machine }, place);",
    tests: statement,
    breaks: ["O11 a statement is answered line by line"],
  },
  {
    name: "two equal payments of one day are taken for one",
    file: "src/rooms/purchasing/statement.rules.ts",
    find: "seen.set(key, place + 1);",
    replace: "seen.set(key, place);",
    tests: statement,
    breaks: ["O11 a statement is answered line by line"],
  },
  {
    name: "the match lets a cancellation pass",
    file: "src/rooms/purchasing/transfers.ts",
    find: "await memberships.hold(tx, accountId);",
    replace: "",
    tests: locks,
    breaks: ["G-012 eight cancel one order at the same moment"],
  },
  {
    name: "whoever may not see orders is told what waits",
    file: "src/rooms/purchasing/actions.ts",
    find: "const waiting = seesOrders ? around.paying",
    replace: "const waiting = true ? around.paying",
    tests: stories,
    breaks: ["G-011 whoever may not see orders is not told what waits"],
  },
];
