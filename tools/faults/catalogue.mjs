const stories = ["src/rooms/catalogue/catalogue"];
const rules = ["src/rooms/catalogue/rules"];

/** Faults of the catalogue, its prices, and the tour. */
export const faults = [
  {
    name: "a sixth product stands at the top of the catalogue",
    file: "src/rooms/catalogue/rules.ts",
    find: "if (pinned.length >= MOST_PINS)",
    replace: "if (pinned.length > MOST_PINS)",
    project: "rules",
    tests: rules,
    breaks: ["G-061 the sixth is refused"],
  },
  {
    name: "two hands count the top of the catalogue at once",
    file: "src/rooms/catalogue/store.ts",
    find: "await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 4702034))`);",
    replace: "",
    tests: stories,
    breaks: ["G-061 eight people who press at once"],
  },
  {
    name: "one company orders another's catalogue",
    file: "src/rooms/catalogue/store.ts",
    find: "from pins where account_id = ${accountId} order by position",
    replace: "from pins where ${accountId}::uuid is not null order by position",
    tests: stories,
    breaks: ["every company has an order of its own"],
  },
  {
    name: "a changed price is called unchanged",
    file: "src/rooms/catalogue/rules.ts",
    find: "price?.minor === earlier?.minor && price",
    replace: "price",
    project: "rules",
    tests: rules,
    breaks: ["G-062 each price says what became of it"],
  },
  {
    name: "next month's prices are shown a day too early",
    file: "src/rooms/catalogue/rules.ts",
    find: "addDays(from, -previewDays)",
    replace: "addDays(from, -previewDays - 1)",
    project: "rules",
    tests: rules,
    breaks: ["G-062 a list is looked at from thirty days"],
  },
  {
    name: "a temporary password never ends",
    file: "src/rooms/people/store.ts",
    find: "${made.mustChangePassword ? temporaryUntil(now) : null}",
    replace: "${null}",
    tests: ["src/rooms/people/people.dates"],
    breaks: ["a temporary password opens for 72 hours"],
  },
];
