import { csvRecord } from "../../kit/csv.ts";
import type { Refused } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import type { Role } from "../../permissions.ts";
import { roles as everyRole } from "../../permissions.ts";
import type { Actions } from "../../server/context.ts";
import type { House } from "../../server/house.ts";
import { roleLabel } from "../../server/labels.ts";
import * as accounts from "../accounts/door.ts";
import type { team } from "./contract.ts";
import { clearJob, importJob } from "./importing.ts";
import { readFile } from "./imports.reading.ts";
import type { Line } from "./imports.rules.ts";
import { fold, readLines } from "./imports.rules.ts";
import * as store from "./imports.store.ts";
import { columnsOf, wordProblem } from "./imports.words.ts";
import { decideAll, problemOf } from "./inviting.ts";

/** A role by its name in either language, or as the API calls it. */
const rolesByName = ({ programme }: House): ReadonlyMap<string, Role> =>
  new Map(
    everyRole.flatMap((role) =>
      [role, roleLabel(programme, role, "fr"), roleLabel(programme, role, "en")].map((name) => [fold(name), role]),
    ),
  );

const closedBy = (state: store.Import["state"], ready: number, mine: boolean): Refused | undefined =>
  state !== "checked"
    ? refuse("team.importConfirmed")
    : !mine
      ? refuse("team.importOfAnother")
      : ready === 0
        ? refuse("team.importEmpty")
        : undefined;

type Verbs = "importSample" | "checkUsers" | "userImport" | "confirmImport";

export const importActions: Pick<Actions<typeof team>, Verbs> = {
  async importSample(ctx) {
    const { house, lang } = ctx;
    const { directoryDomain } = (await accounts.loadProfile(ctx.tx, ctx.accountId))!;
    const columns = columnsOf(lang);
    const label = (role: Role): string => roleLabel(house.programme, role, lang);
    const rows = [
      [columns.givenName, columns.familyName, columns.email, columns.language, columns.roles],
      ["Inès", "Haddad", `ines.haddad@${directoryDomain}`, columns.french, `${label("salesAgent")} | ${label("billingAdmin")}`],
      ["Siobhán", "O’Neill", `siobhan.oneill@${directoryDomain}`, columns.english, ""],
    ];
    // What separates the cells is what a spreadsheet of that language expects; the mark is how it knows UTF-8.
    const text = `\ufeff${rows.map((row) => csvRecord(row, lang === "fr" ? ";" : ",")).join("")}`;
    return accept({ bytes: Buffer.from(text, "utf8"), name: `${columns.sampleFile}.csv`, type: "text/csv; charset=utf-8; header=present" });
  },

  async checkUsers(ctx, { upload }) {
    const { accountId, person, roles, standing } = ctx;
    if (!upload) return refuse("team.csvNoFile", {}, "/file");
    const rows = readFile(upload.bytes);
    if (!rows.ok)
      return rows.code === "team.csvMissing"
        ? refuse(rows.code, { columns: (rows.params.fields as ["email"]).map((field) => columnsOf(ctx.lang)[field]) }, "/file")
        : rows;
    const read = readLines(rows.value, rolesByName(ctx.house), ctx.lang);
    const decided = await decideAll(
      ctx,
      { roles, standing },
      read.flatMap(({ invited }) => invited ?? []),
    );
    const lines = read.map((one): Line => {
      const no = one.invited && decided.get(one.invited.email);
      return no && !no.ok ? { ...one, problem: problemOf(no) } : one;
    });
    const id = newId();
    await store.insert(ctx.tx, accountId, { id, fileName: upload.name, by: person.id, now: ctx.now }, lines);
    ctx.enqueue(clearJob(accountId, id, ctx.now));
    return accept({ id });
  },

  async userImport(ctx, { params, query }) {
    const { accountId, house, lang } = ctx;
    const found = await store.load(ctx.tx, accountId, params.importId);
    if (!found) return refuse("team.importGone");
    const counts = await store.count(ctx.tx, accountId, found.id);
    const wrong = query.lines === "all" ? undefined : query.lines === "wrong";
    const rows = await store.lines(ctx.tx, accountId, found.id, { wrong, after: query.cursor, limit: query.limit + 1 });
    const page = rows.slice(0, query.limit);
    const ready = counts.total - counts.wrong - counts.sent;
    return accept({
      fileName: found.fileName,
      state: found.state,
      uploader: found.uploader,
      uploadedAt: found.uploadedAt,
      counts,
      items: page.map(({ line, typed, invited, problem, sent }) => ({
        line,
        name: `${typed.givenName} ${typed.familyName}`.trim(),
        email: typed.email,
        roleLabels: invited ? invited.roles.map((role) => roleLabel(house.programme, role, lang)) : [typed.roles].filter(Boolean),
        sent,
        problem: problem && {
          field: problem.field,
          column: columnsOf(lang)[problem.field],
          text: wordProblem(house, lang, problem, ctx.labels),
        },
      })),
      nextCursor: rows.length > query.limit ? String(page.at(-1)!.line) : null,
      total: wrong === undefined ? counts.total : wrong ? counts.wrong : counts.total - counts.wrong,
      moves: { confirm: await ctx.door("users.add", closedBy(found.state, ready, found.uploadedBy === ctx.person.id)) },
    });
  },

  async confirmImport(ctx, { params }) {
    const { accountId } = ctx;
    const found = await store.load(ctx.tx, accountId, params.importId);
    if (!found) return refuse("team.importGone");
    if (found.uploadedBy !== ctx.person.id) return refuse("team.importOfAnother");
    const { total, wrong, sent } = await store.count(ctx.tx, accountId, found.id);
    if (found.state === "checked" && total - wrong - sent === 0) return refuse("team.importEmpty");
    if (!(await store.confirm(ctx.tx, accountId, found.id, ctx.now))) return refuse("team.importConfirmed");
    ctx.record({ type: "invitation.fileConfirmed", accountId, subject: found.id, data: { count: total - wrong } });
    ctx.enqueue(importJob(accountId, found.id, 0, ctx.now));
    return accept({ state: "running" as const });
  },
};
