/**
 * The floors of HOUSE.md, as rules. `npm test` holds them and makes sure that something was looked at.
 * From the bottom: kit · permissions, programme, wire · rules · contract, words · store · actions, reactions, door · screens.
 */
const rooms = [
  "people",
  "accounts",
  "directories",
  "team",
  "security",
  "recovery",
  "verification",
  "agreements",
  "programmes",
  "company",
  "billing",
  "developer",
  "catalogue",
  "gateway",
  "memberships",
  "purchasing",
  "invoicing",
  "benefits",
  "keys",
  "seats",
  "listings",
  "support",
  "refunds",
  "office",
  "house",
  "sandbox",
];

/** A room's rules are one file, or several that say of what: `profile.rules.ts`. */
const rules = "[\\w.-]*rules\\.ts$";
const store = "[\\w.-]*store\\.ts$";
/** The words on the wire, and the shapes several endpoints of a room share. */
const contract = "[\\w.-]*(contract|shapes)\\.ts$";
const tests = "(\\.test\\.tsx?|/testing\\.ts)$";
const ground = ["^src/kit/", "^src/permissions\\.ts$", "^src/programme/", "^src/wire\\.ts$"];
const ofRoom = (names) => `^src/rooms/[^/]+/(${names})`;
const own = (names) => `^src/rooms/$1/(${names})`;

/** A file of a room may import these files of `src`, and no others. */
const only = (name, comment, file, allowed, except = [], types = {}) => ({
  name,
  comment,
  severity: "error",
  from: { path: `^src/rooms/([^/]+)/${file}`, pathNot: [tests, ...except] },
  to: { path: "^src/", pathNot: allowed, ...types },
});

module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "Two files that need each other are one file, or miss a third below both.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolved",
      comment: "Every import leads to a file or to a package that package.json names.",
      severity: "error",
      from: { path: "^src/" },
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
    {
      name: "named-packages",
      comment: "A package that only another package brought may be gone tomorrow.",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-development-packages",
      comment: "The product runs without the packages for development.",
      severity: "error",
      from: { path: "^src/", pathNot: [tests, "^src/testing/"] },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "node_modules/@types/" },
    },
    {
      name: "tests-are-leaves",
      comment: "The product never imports its tests or their harness.",
      severity: "error",
      from: { path: "^src/", pathNot: [tests, "^src/testing/"] },
      to: { path: [tests, "^src/testing/", "^journeys/", "^tools/"] },
    },
    {
      name: "kit-is-the-ground",
      comment: "Floor 0 imports nothing of the house.",
      severity: "error",
      from: { path: "^src/kit/", pathNot: tests },
      to: { path: "^src/", pathNot: "^src/kit/" },
    },
    {
      name: "first-floor-stands-on-kit",
      comment: "Permissions, programme and wire know the kit and each other, and no room.",
      severity: "error",
      from: { path: ground.slice(1), pathNot: tests },
      to: { path: "^src/", pathNot: ground },
    },
    only("rules-are-pure", "Rules know the kit, the first floor and the rules of rooms: they can be read on paper.", rules, [
      ...ground,
      ofRoom(rules),
    ]),
    {
      name: "rules-reach-nothing-outside",
      comment: "Rules reach no disk, no network and no clock; pages use them too.",
      severity: "error",
      from: { path: `^src/rooms/[^/]+/${rules}` },
      to: { dependencyTypes: ["core"], dependencyTypesNot: ["type-only"] },
    },
    only("contracts-say-what-crosses-the-wire", "A contract knows rules and other contracts.", contract, [
      ...ground,
      own(contract),
      ofRoom(`(${rules}|contract\\.ts$)`),
    ]),
    only("words-know-only-words", "Words know the kit and the other language.", "words/", ["^src/kit/", own("words/")]),
    only("stores-know-the-database", "A store asks the database, in the terms of its rules.", store, [
      ...ground,
      own(`(${rules}|${store})`),
      ofRoom(rules),
      "^src/server/(db|session)\\.ts$",
    ]),
    only(
      "verbs-know-no-transport",
      "Actions, reactions, doors and what they share never know HTTP, nor how the house is put together.",
      "",
      [...ground, own("(?!screens/)"), ofRoom(`(${rules}|(door|contract)\\.ts$)`), "^src/server/(?!main|http|assemble|pages|openapi|metrics)"],
      [ofRoom(`(${rules}|${contract}|words/|${store}|screens/)`)],
      { dependencyTypesNot: ["type-only"] },
    ),
    only(
      "screens-know-the-page",
      "Screens know the design system, words, rules, of contracts the types, and the frames and parts that a lower room's screens lend.",
      "screens/",
      [
        "^src/kit/",
        "^src/permissions\\.ts$",
        "^src/programme/",
        "^src/web/",
        own(`(screens/|words/|${rules}|${contract})`),
        ofRoom(`(screens/|${rules}|contract\\.ts$)`),
      ],
    ),
    {
      name: "pages-take-types-of-contracts",
      comment: "The contract's shapes are checked on the server; a page that imports more than types carries the validator along.",
      severity: "error",
      from: { path: ["^src/web/", "^src/rooms/[^/]+/screens/"], pathNot: tests },
      to: {
        path: [ofRoom(contract), "^src/rooms/contracts\\.ts$", "^src/wire\\.ts$", "^src/programme/", "node_modules/zod/"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "doors-between-rooms",
      comment: "Of another room only the door, the rules and the contract are seen.",
      severity: "error",
      from: { path: "^src/rooms/([^/]+)/", pathNot: [tests, "^src/rooms/[^/]+/screens/"] },
      to: { path: "^src/rooms/[^/]+/", pathNot: ["^src/rooms/$1/", ofRoom(`(${rules}|(door|contract)\\.ts$)`)] },
    },
    ...rooms.slice(0, -1).map((room, floor) => ({
      name: `nobody-above-${room}`,
      comment: `A lower room never knows who is above; ${room} hears of higher rooms by facts alone.`,
      severity: "error",
      from: { path: `^src/rooms/${room}/`, pathNot: tests },
      to: { path: `^src/rooms/(${rooms.slice(floor + 1).join("|")})/` },
    })),
    {
      name: "rooms-have-a-floor",
      comment: "A room that this list does not name has no place in the house yet.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^src/rooms/[^/]+/", pathNot: `^src/rooms/(${rooms.join("|")})/` },
    },
    {
      name: "server-draws-nothing",
      comment: "The server never imports pages; the contract is where they meet.",
      severity: "error",
      from: { path: "^src/server/", pathNot: tests },
      to: { path: ["^src/web/", "^src/rooms/[^/]+/screens/"] },
    },
    {
      name: "server-knows-rooms-by-their-list",
      comment: "The server meets the rooms where it is put together and started, and nowhere else.",
      severity: "error",
      from: { path: "^src/server/", pathNot: [tests, "^src/server/(assemble|main|operator)\\.ts$"] },
      to: { path: "^src/rooms/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "pages-reach-no-server",
      comment: "Pages ask through the contract; no page imports the server or what is behind it.",
      severity: "error",
      from: { path: ["^src/web/", "^src/rooms/[^/]+/screens/"], pathNot: tests },
      to: { path: ["^src/server/", "^src/rooms/[^/]+/(?!screens/|words/)"], pathNot: ofRoom(`(${rules}|${contract})`) },
    },
    {
      name: "design-system-knows-no-room",
      comment: "The design system draws; rooms and shells are built of it, never the other way round.",
      severity: "error",
      from: { path: "^src/web/ui/", pathNot: tests },
      to: { path: ["^src/rooms/", "^src/web/(shells|screens)/", "^src/web/(entry|router|routes|nav)\\."] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
