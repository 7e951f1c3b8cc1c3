/* Faults of signing in through providers, of tenants and of joining a known company. The shape is told in `house.mjs`. */
const signing = ["src/rooms/directories/signing"];
const settings = ["src/rooms/directories/settings"];
const locks = ["src/rooms/directories/directories.locks"];
const removal = ["src/rooms/directories/removal"];
const joining = ["src/rooms/directories/joining"];
const outbound = ["src/server/outbound"];

export const faults = [
  {
    name: "the signature of an ID token is not looked at",
    file: "src/rooms/people/providers.protocol.ts",
    find: "  oidc.enableNonRepudiationChecks(configuration);\n",
    replace: "",
    tests: signing,
    breaks: ["the signature of another key"],
  },
  {
    name: "another browser's way back is taken",
    file: "src/rooms/people/providers.store.ts",
    find: "and browser_hash = ${taking.browserHash} and state = any",
    replace: "and state = any",
    tests: signing,
    breaks: ["forged, repeated, another browser's and late"],
  },
  {
    name: "an address that is not vouched for lets somebody in",
    file: "src/rooms/people/providers.rules.ts",
    find: 'if (!claims.emailVerified) return refuse("people.providerEmailUnverified", { email, domain });',
    replace: "",
    tests: signing,
    breaks: ["F-055"],
  },
  {
    name: "an identity of one company opens another's directory",
    file: "src/rooms/people/providers.rules.ts",
    find: 'if (known.directoryId !== directory.id) return refuse("people.identityElsewhere", { domain });',
    replace: "",
    tests: signing,
    breaks: ["an identity of one company opens nothing at another"],
  },
  {
    name: "the last global administrator goes with their group",
    file: "src/rooms/accounts/granted.rules.ts",
    find: '|| (role === "globalAdmin" && isLast);',
    replace: ";",
    tests: settings,
    breaks: ["groups give and take roles at each sign-in"],
  },
  {
    name: "a kept secret goes to another issuer",
    file: "src/rooms/directories/settings.actions.ts",
    find: "before && before.issuer === issuer && before.clientId === clientId ?",
    replace: "before ?",
    tests: settings,
    breaks: ["the secret is written once and never read again"],
  },
  {
    name: "whoever was shut out still shuts out others",
    file: "src/rooms/directories/settings.actions.ts",
    find: 'if (!(await accounts.isGlobalAdmin(tx, accountId, ctx.person.id))) return refuse("directories.noLongerAdmin");',
    replace: "",
    tests: locks,
    breaks: ["two administrators who remove each other's directories"],
  },
  {
    name: "a request to join is decided twice",
    file: "src/rooms/directories/joining.store.ts",
    find: "and id = ${id} and state = any(${joinRequest.from(move)}::text[]) returning",
    replace: "and id = ${id} returning",
    tests: joining,
    breaks: ["a request is decided once"],
  },
  {
    name: "what was opened through a provider outlives it",
    file: "src/rooms/people/providers.door.ts",
    find: "  await store.endSessionsThrough(act.tx, { directoryId: directory.id, issuer, but });\n",
    replace: "",
    tests: removal,
    breaks: ["who came through it is out at once"],
  },
  {
    name: "the last way in of a global administrator is closed",
    file: "src/rooms/directories/rules.ts",
    find: 'return getsIn ? accept({ issuer }) : refuse("directories.lastWayIn", { domain });',
    replace: "return accept({ issuer });",
    tests: removal,
    breaks: ["the last way in of a global administrator stays"],
  },
  {
    name: "whoever is at the provider's page comes in after it was taken away",
    file: "src/rooms/directories/arriving.ts",
    find: '      if (!(await people.holdProvider(act.tx, directory.id, provider.issuer))) return refuse("directories.providerGone");\n',
    replace: "",
    tests: removal,
    breaks: ["nobody's session outlives the provider"],
  },
  {
    name: "roles of groups go with the next sign-in after the provider is set up again",
    file: "src/rooms/directories/settings.actions.ts",
    find: "    await accounts.keepGranted(ctx, accountId, directory.id);\n",
    replace: "",
    tests: removal,
    breaks: ["with the roles as they stood"],
  },
  {
    name: "a private network is asked",
    file: "src/server/outbound.ts",
    find: '  ["10.0.0.0", 8],\n',
    replace: "",
    tests: outbound,
    breaks: ["private, special and unreadable addresses"],
    project: "rules",
  },
];
