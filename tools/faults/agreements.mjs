/* Agreements that change, and what is written to people: small faults that must not live. */
const publishing = ["src/rooms/agreements/publishing"];
const notices = ["src/rooms/people/notices"];

export const faults = [
  {
    name: "the door of an overdue agreement closes a day early",
    file: "src/server/session.ts",
    find: "c.due_on < ${dayOf(",
    replace: "c.due_on <= ${dayOf(",
    tests: publishing,
    breaks: ["F-039"],
  },
  {
    name: "the last day to accept again counts as passed",
    file: "src/rooms/agreements/rules.ts",
    find: 'state: dueOn < today ? "blocked"',
    replace: 'state: dueOn <= today ? "blocked"',
    tests: ["src/rooms/agreements/rules"],
    project: "rules",
    breaks: ["the last day"],
  },
  {
    name: "only the first page of companies is told of a new version",
    file: "src/rooms/agreements/standing.ts",
    find: "if (rows.length === PAGE) act.enqueue",
    replace: "if (rows.length > PAGE) act.enqueue",
    tests: ["src/rooms/agreements/campaign"],
    breaks: ["N22"],
  },
  {
    name: "something else is published than what was looked at",
    file: "src/rooms/agreements/desk.actions.ts",
    find: "made.sha256[lang] !== looked.sha256[lang]",
    replace: "made.sha256[lang] === undefined",
    tests: publishing,
    breaks: ["O3"],
  },
  {
    name: "a text that was published is another in the files, and the house starts",
    file: "src/rooms/agreements/library.ts",
    find: "if (known) refuseAnother(known, file);",
    replace: "if (known) keyOf(known);",
    tests: ["src/rooms/agreements/campaign"],
    breaks: ["F-039"],
  },
  {
    name: "security mails follow the notification address",
    file: "src/server/ledger.ts",
    find: "case when kind = 'security' then",
    replace: "case when kind = 'nothing' then",
    tests: notices,
    breaks: ["G-049"],
  },
  {
    name: "one account shows what was written about another",
    file: "src/rooms/people/notices.store.ts",
    find: "and (account_id = ${accountId} or account_id is null)`",
    replace: "and (${accountId}::uuid is not null)`",
    tests: notices,
    breaks: ["one account shows nothing of another"],
  },
  {
    name: "a made-up link ends somebody's reminders",
    file: "src/server/post.ts",
    find: "timingSafeEqual(given, made)",
    replace: "made.length > 0",
    tests: notices,
    breaks: ["G-049"],
  },
];
