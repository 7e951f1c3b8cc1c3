/* Faults in how the vendor's support is asked, and in how it answers. */
const support = ["src/rooms/support/support.test", "src/rooms/support/support.dates"];
const desk = ["src/rooms/support/desk.test"];
const locks = ["src/rooms/support/support.locks"];

export const faults = [
  {
    name: "everybody of a company reads everybody's requests",
    file: "src/rooms/support/store.ts",
    find: "(${personId}::uuid is null or r.requester_id = ${personId}::uuid)`;",
    replace: "(${personId}::uuid is null or true)`;",
    tests: support,
    breaks: ["one sees one's own requests"],
  },
  {
    name: "a file that somebody else has put there goes with one's message",
    file: "src/rooms/support/store.ts",
    find: "where account_id = ${accountId} and sent_by = ${personId} and message_id is null and id = any(${made.ids}::uuid[])",
    replace: "where account_id = ${accountId} and message_id is null and id = any(${made.ids}::uuid[])",
    tests: support,
    breaks: ["a file goes with one message of whoever put it there"],
  },
  {
    name: "a request is closed over an answer that was not read",
    file: "src/rooms/support/rules.ts",
    find: "return goingOn.ok && seen !== held.version ?",
    replace: "return goingOn.ok && seen > held.version ?",
    tests: support,
    breaks: ["whoever closes has read everything"],
  },
  {
    name: "requests of a day are counted without holding the company",
    file: "src/rooms/support/partner.actions.ts",
    find: "    await accounts.hold(ctx.tx, ctx.accountId);\n",
    replace: "",
    tests: locks,
    breaks: ["of twenty requests at once with one left in the day"],
  },
  {
    name: "every answer of the desk is a mail of its own",
    file: "src/rooms/support/rules.ts",
    find: "if (toldAt === null) return now;",
    replace: "if (toldAt === null || minutes > 0) return now;",
    tests: support,
    breaks: ["the first news leaves at once"],
  },
  {
    name: "another word of the partner's moves the day that was promised",
    file: "src/rooms/support/course.ts",
    find: 'turnOf(state) === turnOf(held.state) && said.side === "partner";',
    replace: 'turnOf(state) === turnOf(held.state) && said.side !== "partner";',
    tests: support,
    breaks: ["the day of the answer is told"],
  },
  {
    name: "the desk answers what a colleague has",
    file: "src/rooms/support/rules.ts",
    find: "owner === null || owner.id === me ? accept(owner === null)",
    replace: "owner === null || owner.id !== '' ? accept(owner === null)",
    tests: desk,
    breaks: ["answering takes a request that nobody has"],
  },
  {
    name: "a note of the staff is said to the partner too",
    file: "src/rooms/support/office.actions.ts",
    find: 'ctx.record({ type: "serviceRequest.noted", ...aboutRequest(held) });',
    replace:
      'await say(ctx, held, { move: "answer", side: "staff", act: "answer", text: body.text });\n    ctx.record({ type: "serviceRequest.noted", ...aboutRequest(held) });',
    tests: desk,
    breaks: ["a note of the staff is read by the staff alone"],
  },
  {
    name: "a helpful solution is counted at every press",
    file: "migrations/0046_support.sql",
    find: "constraint one_deflection_per_day primary key (user_id, account_id, topic, solved_on)",
    replace: "constraint one_deflection_per_day unique (user_id, account_id, topic, solved_on, at)",
    tests: desk,
    breaks: ["G-026"],
  },
  {
    name: "a file put beside one request goes with another's answer",
    file: "src/rooms/support/store.ts",
    find: "and (for_request_id is null or for_request_id = ${made.requestId}) returning 1",
    replace: "and (for_request_id is null or for_request_id is not null or for_request_id = ${made.requestId}) returning 1",
    tests: desk,
    breaks: ["a file of the desk goes with its answer"],
  },
];
