/*
 * Small faults that must not live. `breaks` names what the failing stories must say: feature ids, or words of their promise.
 * `find` stands exactly once in `file`.
 */
const seats = ["src/rooms/seats"];
const promises = ["src/testing/promises"];
const jobs = ["src/server/jobs"];

export const faults = [
  {
    name: "seats are given without counting them",
    file: "src/rooms/seats/store.ts",
    find: "update entitlements set used = used + 1 where",
    replace: "update entitlements set used = used + 0 where",
    tests: seats,
    breaks: ["F-090", "removing and assigning at once"],
  },
  {
    name: "the account is missing from a query",
    file: "src/rooms/benefits/store.ts",
    find: "from entitlements where account_id = ${accountId} and id = ${id}`",
    replace: "from entitlements where id = ${id}`",
    tests: seats,
    breaks: ["F-089"],
  },
  {
    name: "the last seat is given once too often",
    file: "src/rooms/benefits/rules.ts",
    find: "if (held.used >= held.capacity)",
    replace: "if (held.used > held.capacity)",
    tests: seats,
    breaks: ["F-092"],
  },
  {
    name: "the guard is inverted",
    file: "src/server/http.ts",
    find: "if (!door.open) {",
    replace: "if (door.open) {",
    tests: promises,
    breaks: ["role × endpoint × state"],
  },
  {
    name: "a closed button is drawn open",
    file: "src/server/doors.ts",
    find: "if (door.open && !also) return { open: true };",
    replace: "if (!also) return { open: true };",
    tests: promises,
    breaks: ["role × endpoint × state"],
  },
  {
    name: "a stranger is told that the account exists",
    file: "src/server/http.ts",
    find: 'if (!seen.membership) throw new HttpRefusal(404, "request.notFound");',
    replace: 'if (!seen.membership) throw new HttpRefusal(403, "request.notFound");',
    tests: promises,
    breaks: ["a stranger learns nothing"],
  },
  {
    name: "the answer to a repeated request is not kept",
    file: "src/server/http.ts",
    find: "        if (earlier) return replay(house, reply, write, earlier, requestHash, scope, key);\n      }\n      if (!decision.ok)",
    replace: "      }\n      if (!decision.ok)",
    tests: seats,
    breaks: ["a double click assigns once"],
  },
  {
    name: "another site may act with the session cookie",
    file: "src/server/http.ts",
    find: 'if (!own.has(origin)) throw new HttpRefusal(403, "request.foreignOrigin");',
    replace: "",
    tests: ["src/rooms/house"],
    breaks: ["another site"],
  },
  {
    name: "two hands take one job",
    file: "src/server/jobs.ts",
    find: "order by due_at, id limit 1 for update skip locked`",
    replace: "order by due_at, id limit 1`",
    tests: jobs,
    breaks: ["ring a bell once"],
  },
  {
    name: "the clock goes back",
    file: "src/server/clock.ts",
    find: " where excluded.value::bigint > house.value::bigint",
    replace: "",
    tests: jobs,
    breaks: ["the clock never goes back"],
  },
  {
    name: "the travelling clock skips the dates on its way",
    file: "src/server/jobs.ts",
    find: "      if (!next) break;\n      await this.clock.moveTo(this.db, next.dueAt);",
    replace: "      break;",
    tests: jobs,
    breaks: ["every job run on its own date"],
  },
  {
    name: "two processes migrate at once without a lock",
    file: "src/server/db.ts",
    find: 'await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);',
    replace: "",
    tests: jobs,
    breaks: ["apply each file once"],
  },
  {
    name: "a French sentence is missing its number",
    file: "src/rooms/seats/words/fr.ts",
    find: "les {count} sont affectées",
    replace: "toutes sont affectées",
    project: "rules",
    tests: ["src/testing/words"],
    breaks: ["English says everything that French says"],
  },
  {
    name: "a mail leaves outside the act's transaction",
    file: "src/rooms/seats/actions.ts",
    find: "    ctx.post(",
    replace: "    void (",
    tests: seats,
    breaks: ["F-090"],
  },
];
