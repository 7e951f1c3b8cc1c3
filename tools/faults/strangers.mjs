/* Faults that let somebody outside see, move or guess what is another company's. */
const strangers = ["src/testing/strangers"];
const inside = ["a thing of another company"];

export const faults = [
  {
    name: "the guard of one endpoint lets strangers in",
    file: "src/server/http.ts",
    find: "if (isAccountPermit(permit)) {\n    if (!seen.membership)",
    replace: 'if (isAccountPermit(permit) && !endpoint.path.endsWith("/support-profile")) {\n    if (!seen.membership)',
    tests: strangers,
    breaks: ["every role of another company"],
  },
  {
    name: "an application of another company can be read",
    file: "src/rooms/developer/store.ts",
    find: "from applications p where p.account_id = ${accountId} and p.id = ${id}`);",
    replace: "from applications p where p.id = ${id}`);",
    tests: strangers,
    breaks: inside,
  },
  {
    name: "a certificate of another company can be read",
    file: "src/rooms/billing/exemptions.store.ts",
    find: "where e.account_id = ${accountId} and e.id = ${id}`",
    replace: "where e.id = ${id}`",
    tests: strangers,
    breaks: inside,
  },
  {
    name: "an order of another company can be read",
    file: "src/rooms/purchasing/orders.store.ts",
    find: "from ${source} where o.account_id = ${accountId} and o.id = ${id}`",
    replace: "from ${source} where o.id = ${id}`",
    tests: strangers,
    breaks: inside,
  },
  {
    name: "the office says to partners that it is there",
    file: "src/server/http.ts",
    find: 'if (!person?.staffRoles) throw new HttpRefusal(404, "request.notFound");',
    replace: 'if (!person?.staffRoles) throw new HttpRefusal(403, "request.notFound");',
    tests: strangers,
    breaks: ["the office is not there"],
  },
  {
    name: "somebody ends a session of somebody else",
    file: "src/rooms/people/sessions.store.ts",
    find: "delete from sessions where user_id = ${userId} and id = ${id} and token_hash",
    replace: "delete from sessions where id = ${id} and token_hash",
    tests: strangers,
    breaks: ["what is one's own"],
  },
  {
    name: "a sign-in with an unknown address is answered otherwise",
    file: "src/rooms/people/signing.actions.ts",
    find: "const checked = await verifyPassword(body.password, found?.passwordHash ?? null);",
    replace:
      'if (!found) return refuse("people.wrongCredentials", {}, "/email");\n    const checked = await verifyPassword(body.password, found.passwordHash);',
    tests: strangers,
    breaks: ["whoever knows an address"],
  },
];
