const menus = ["src/rooms/programmes/menus"];
const stories = ["src/rooms/programmes/programmes"];
const races = ["src/rooms/programmes/races"];
const picker = ["src/rooms/house/picker"];

/** Faults of the programmes, the menus they bring, the settings entries and the account picker. */
export const faults = [
  {
    name: "the menu shows programmes that the company is not in",
    file: "src/rooms/house/actions.ts",
    find: '.filter(({ id, kind }) => kind === "network" || enrolled.includes(id))',
    replace: ".filter(({ id }) => id.length > enrolled.length - 99)",
    tests: menus,
    breaks: ["F-165 somebody of a company"],
  },
  {
    name: "the developer's entry stands behind the gear of every company",
    file: "src/web/entries.ts",
    find: "behind(entry, of.programmes).length > 0 &&",
    replace: "",
    tests: menus,
    breaks: ["F-166 F-167 F-168 the gear"],
  },
  {
    name: "a group that is missing because the enrolment rests is not explained",
    file: "src/rooms/programmes/menu.ts",
    find: 'if (one.kind === "network" || state === "active") return undefined;',
    replace: 'if (one.kind === "network" || state !== "notEnrolled") return undefined;',
    tests: menus,
    breaks: ["P8 F-164 with the enrolments ", "P8 an enrolment that is "],
  },
  {
    name: "a group that is missing for want of a role is called open",
    file: "src/rooms/programmes/menu.ts",
    find: 'await ctx.door("programmes.view", await refusal(), one.enteredBy)',
    replace: 'await ctx.door("programmes.view", missing && (await refusal()))',
    tests: menus,
    breaks: ["P8 a group that is missing for want of a role"],
  },
  {
    name: "staff decide about an enrolment that has moved",
    file: "src/rooms/programmes/rules.ts",
    find: 'if (held.version !== given.version) return refuse("programmes.moved");',
    replace: "",
    tests: races,
    breaks: ["F-168 a suspended company may leave"],
  },
  {
    name: "an application does not wait for the verification",
    file: "src/rooms/programmes/course.ts",
    find: 'authorized: row.state !== "applying" || profile?.verification === "authorized",',
    replace: "authorized: profile !== undefined,",
    tests: stories,
    breaks: ["an application waits for the company's verification"],
  },
  {
    name: "another country's agreement makes an enrolment active",
    file: "src/rooms/programmes/course.ts",
    find: "agreementOn(act.house.programme, one.agreement, act.today, profile?.country)",
    replace: "agreementOn(act.house.programme, one.agreement, act.today)",
    tests: stories,
    breaks: ["F-172 F-060 each programme has its own agreement"],
  },
  {
    name: "a membership that has ended is still in the picker",
    file: "src/rooms/house/store.ts",
    find: "where m.user_id = ${userId} and m.state = 'active' order by a.legal_name",
    replace: "where m.user_id = ${userId} order by a.legal_name",
    tests: picker,
    breaks: ["F-174 F-175 F-176 the picker lists"],
  },
  {
    name: "one account reads the applications of another",
    file: "src/rooms/developer/store.ts",
    find: "where p.account_id = ${accountId} and (${before",
    replace: "where ${accountId}::uuid is not null and (${before",
    tests: picker,
    breaks: ["F-177 P9 whatever is read"],
  },
  {
    name: "a company that owns the pack is offered it again",
    file: "src/rooms/house/actions.ts",
    find: "owned: owned ? { membershipId: owned.id, endsOn: owned.endsOn } : null",
    replace: "owned: owned ? null : null",
    tests: ["src/rooms/house/steps"],
    breaks: ["F-045 a company that owns the pack"],
  },
  {
    name: "an empty page keeps one's accounts elsewhere to itself",
    file: "src/web/ui/Facts.tsx",
    find: "if (account === null || others.length === 0) return null;",
    replace: "if (account === null || others.length < 99) return null;",
    project: "rules",
    tests: ["src/web/ui/elsewhere"],
    breaks: ["P9 an empty page says"],
  },
];
