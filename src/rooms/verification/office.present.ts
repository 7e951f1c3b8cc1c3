import { z } from "zod";
import { addDays, dayOf } from "../../kit/dates.ts";
import { refuse } from "../../kit/decision.ts";
import { findCountry, holidaysOf } from "../../programme/programme.ts";
import type { StaffCtx } from "../../server/context.ts";
import { factsOf } from "../../server/ledger.ts";
import type { Profile } from "../accounts/door.ts";
import * as people from "../people/door.ts";
import { automaticRuleOf, declaredOf, termsOf, triesOf } from "./course.ts";
import type { Looked } from "./desk.rules.ts";
import { ASK_DAYS_MOST, ASK_DAYS_USUAL, decideOpen, decideOverride, decideReopen, takesTwo } from "./desk.rules.ts";
import type { DocumentRow } from "./documents.store.ts";
import * as documents from "./documents.store.ts";
import type { OverrideRow } from "./overrides.store.ts";
import { askedOf } from "./overrides.store.ts";
import { linesOf } from "./partner.rules.ts";
import * as present from "./present.ts";
import * as queue from "./queue.store.ts";
import { decideAskRegistry, foundIn } from "./registry.rules.ts";
import type { Lookup } from "./registry.store.ts";
import { lastLookup } from "./registry.store.ts";
import { registryOf } from "./registry.ts";
import type { CheckName, States } from "./rules.ts";
import { checkNames, domainOf, isOurs, overallOf, workingDaysGone } from "./rules.ts";
import type { CaseView, QueueLine } from "./shapes.ts";
import type { Case, Version } from "./store.ts";
import * as store from "./store.ts";

/** What there is to decide about one check, as it stands now. */
export const lookedAt = (held: Case, profile: Profile, name: CheckName, sent: readonly DocumentRow[]): Looked => {
  const row = held.checks[name];
  return {
    name,
    state: row.state,
    dataVersion: profile.dataVersion,
    documents: sent.filter(({ check, submittedAt }) => check === name && submittedAt !== null).length,
    decidedBy: row.decidedByName,
    owner: held.ownerId === null ? null : { id: held.ownerId, name: held.ownerName ?? "" },
  };
};

const gone = (ctx: StaffCtx, since: string): number =>
  workingDaysGone(dayOf(since, ctx.house.programme.timeZone), ctx.today, holidaysOf(ctx.house.programme));

/** The check the desk is to look at first: what is due, else what the partner is to answer. */
const focusOf = (states: States): CheckName | null =>
  checkNames.find((name) => isOurs(name, states[name])) ??
  checkNames.find((name) => states[name] === "rejected" || states[name] === "documentNeeded") ??
  (states.email === "pending" ? "email" : null);

/** The declared data over the versions, beside what the last decision found in the register. */
function tableOf(ctx: StaffCtx, held: Case, versions: readonly Version[]) {
  const words = present.wordsIn(ctx.lang).fields;
  const found = held.checks.business.findings?.values ?? {};
  const last = versions.at(-1);
  const compared = last ? present.comparedLines(ctx.lang, "business", last, found, "") : [];
  const business = (["legalName", "registrationNumber", "address", "city"] as const).map((field) => ({
    field,
    label: words[field],
    check: "business" as const,
    values: versions.map(({ declared }) => linesOf(declared)[field]),
    found: found[field] ?? null,
    result: compared.find((line) => line.field === field)?.result ?? null,
  }));
  const country = {
    field: "country",
    label: words.country,
    check: "business" as const,
    values: versions.map(({ declared }) => declared.country),
    found: null,
    result: null,
  };
  const email = {
    field: "contactEmail",
    label: words.contactEmail,
    check: "email" as const,
    values: versions.map(({ declared }) => declared.contactEmail),
    found: null,
    result: null,
  };
  return [...business, country, email];
}

function checkView(
  ctx: StaffCtx,
  held: Case,
  profile: Profile,
  name: CheckName,
  sent: readonly DocumentRow[],
  versions: readonly Version[],
  waiting: readonly OverrideRow[],
) {
  const row = held.checks[name];
  const terms = termsOf(ctx, name);
  const looked = lookedAt(held, profile, name, sent);
  const open = (ruling: "authorise" | "reject" | "ask") => present.roomDoor(ctx, decideOpen(looked, ruling, ctx.person.id));
  // A reason that only the product's own rule may give is not offered to a person.
  const automatic = automaticRuleOf(terms)?.reason.code;
  const last = versions.at(-1);
  const asked = waiting.find(({ check }) => check === name);
  const answer = (how: "approve" | "decline") => present.roomDoor(ctx, decideOverride(asked, how, ctx.person.id));
  return {
    ...present.checkLine(ctx, row, true),
    ruled: present.ruledView(ctx, row),
    findings:
      row.findings && last
        ? {
            source: row.findings.source,
            at: row.decidedAt,
            lines: present.comparedLines(ctx.lang, name, last, row.findings.values, profile.directoryDomain),
          }
        : null,
    evidence: present.evidenceView(ctx, name),
    reasons: terms.reasons
      .filter(({ code }) => code !== automatic || (name === "employment" && domainOf(profile.contact.email) === profile.directoryDomain))
      .map(({ code, text, rule, decisions, remedies }) => ({
        code,
        text: text[ctx.lang],
        rule: rule ?? null,
        decisions: [...decisions],
        needsDocument: remedies.includes("document"),
      })),
    seen: { state: looked.state, dataVersion: looked.dataVersion, documents: looked.documents },
    takesTwo: takesTwo(looked),
    override: asked
      ? {
          id: asked.id,
          reason: asked.reason,
          askedBy: asked.askedByName,
          askedAt: asked.askedAt,
          moves: { approve: answer("approve"), decline: answer("decline") },
        }
      : null,
    moves: {
      authorise: open("authorise"),
      reject: open("reject"),
      ask: open("ask"),
      reopen: present.roomDoor(
        ctx,
        asked
          ? refuse("verification.overrideWaiting", { name: asked.askedByName })
          : decideReopen(looked, store.statesOf(held), ctx.person.id),
      ),
    },
  };
}

/** What the register of companies says beside what is declared now; an answer about older data no longer stands there. */
function registryView(ctx: StaffCtx, held: Case, now: Version, lookup: Lookup | undefined): z.input<typeof CaseView>["registry"] {
  const configured = registryOf(ctx.house) !== undefined;
  const last = lookup?.version === now.version ? lookup : undefined;
  const words = present.wordsIn(ctx.lang).registryWhy;
  return {
    configured,
    search: findCountry(ctx.house.programme, now.declared.country)?.registration.search ?? null,
    last: last
      ? {
          state: last.state,
          source: last.source,
          askedAt: last.askedAt,
          answeredAt: last.answeredAt,
          why: last.why === null ? null : words[last.why],
          match: last.found
            ? {
                status: last.found.status,
                since: last.found.since,
                lines: present.comparedLines(ctx.lang, "business", now, foundIn(last.found), ""),
              }
            : null,
        }
      : null,
    moves: { ask: present.roomDoor(ctx, decideAskRegistry(configured, held.checks.business.state, last?.state)) },
  };
}

export async function caseView(ctx: StaffCtx, held: Case, profile: Profile): Promise<z.input<typeof CaseView>> {
  const [sent, stored, notes, facts, waiting, lookup, provenAt] = await Promise.all([
    documents.documentsOf(ctx.tx, held.accountId),
    store.versionsOf(ctx.tx, held.id),
    store.notesOf(ctx.tx, held.id),
    factsOf(ctx.tx, held.accountId, { types: present.threadTypes(true), limit: 200 }),
    askedOf(ctx.tx, held.id),
    lastLookup(ctx.tx, held.accountId),
    people.domainProvenAt(ctx.tx, profile.directoryId),
  ]);
  const now: Version = { version: profile.dataVersion, at: ctx.now, declared: declaredOf(profile), try: held.triesUsed };
  const versions = stored.at(-1)?.version === profile.dataVersion ? stored : [...stored, now];
  const states = store.statesOf(held);
  const overall = overallOf(states);
  const focus = focusOf(states);
  const tries = triesOf(ctx, held);
  return {
    caseId: held.id,
    account: { id: held.accountId, name: profile.name, partnerId: profile.partnerId, city: profile.city, country: profile.country },
    state: held.state,
    overall: { state: overall, label: present.overallLabel(ctx.lang, overall) },
    turn: {
      who: held.turn,
      since: held.turnSince,
      dueOn: held.dueOn,
      late: held.dueOn !== null && held.dueOn < ctx.today,
      escalatedAt: held.escalatedAt,
    },
    gone: focus === null ? 0 : gone(ctx, held.checks[focus].since),
    of: ctx.house.programme.verification.slaWorkingDays,
    openedAt: held.openedAt,
    dataVersion: profile.dataVersion,
    tries: { used: tries.used, of: tries.of },
    owner: held.ownerId === null ? null : { name: held.ownerName ?? "", since: held.ownerSince!, mine: held.ownerId === ctx.person.id },
    contact: {
      name: `${profile.contact.givenName} ${profile.contact.familyName}`,
      email: profile.contact.email,
      language: profile.contact.language,
      agreedAt: held.contactAgreedAt,
      confirmedAt: held.addressConfirmedAt,
    },
    domain: profile.directoryDomain,
    domainProvenAt: provenAt,
    registry: registryView(ctx, held, now, lookup),
    focus,
    checks: checkNames.map((name) => checkView(ctx, held, profile, name, sent, versions, waiting)),
    versions: versions.map(({ version, try: number, at }) => ({ version, try: number, at })),
    lines: tableOf(ctx, held, versions),
    documents: sent.map((one) => present.documentView(ctx, one)),
    notes,
    thread: present.threadView(ctx, facts, true),
    deadlineDays: { usual: addDays(ctx.today, ASK_DAYS_USUAL), last: addDays(ctx.today, ASK_DAYS_MOST) },
  };
}

const cursors = {
  toTreat: z.tuple([z.literal("toTreat"), z.iso.date(), z.uuid()]),
  atPartner: z.tuple([z.literal("atPartner"), z.iso.datetime(), z.uuid()]),
  second: z.tuple([z.literal("second"), z.iso.datetime(), z.uuid()]),
};

/** Where the list goes on. What was not written by us is not read. */
function readCursor(tab: queue.Tab, cursor: string): queue.After | undefined {
  try {
    const read = cursors[tab].safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return read.success ? { sort: read.data[1], id: read.data[2] } : undefined;
  } catch {
    return undefined;
  }
}

const cursorAfter = (tab: queue.Tab, row: queue.QueueRow): string =>
  Buffer.from(JSON.stringify([tab, tab === "toTreat" ? row.dueOn : row.turnSince, row.id])).toString("base64url");

type Asked = {
  readonly tab: queue.Tab;
  readonly owner: "anyone" | "me" | "nobody";
  readonly check?: CheckName | undefined;
  readonly search: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

function lineOf(ctx: StaffCtx, row: queue.QueueRow): z.input<typeof QueueLine> {
  const { programme } = ctx.house;
  const check = focusOf(row) ?? "email";
  return {
    caseId: row.id,
    accountId: row.accountId,
    company: row.company,
    partnerId: row.partnerId,
    city: row.city,
    country: row.country,
    state: row.state,
    focus: { check, name: programme.verification.checks[check].name[ctx.lang] },
    dueOn: row.dueOn,
    late: row.dueOn !== null && row.dueOn < ctx.today,
    gone: row.dueOn === null ? 0 : gone(ctx, row.since),
    of: programme.verification.slaWorkingDays,
    turnSince: row.turnSince,
    deadline: row.deadline,
    owner:
      row.ownerId === null
        ? null
        : { name: row.ownerName ?? "", initials: present.initialsOf(row.ownerName ?? ""), mine: row.ownerId === ctx.person.id },
    tries: { used: row.triesUsed, of: programme.verification.tries },
    escalated: row.escalated,
  };
}

/** @returns undefined for a cursor that we did not write. */
export async function queueView(ctx: StaffCtx, asked: Asked) {
  const after = asked.cursor === undefined ? null : readCursor(asked.tab, asked.cursor);
  if (after === undefined) return undefined;
  const filter: queue.QueueFilter = {
    tab: asked.tab,
    ownerId: asked.owner === "me" ? ctx.person.id : null,
    unowned: asked.owner === "nobody",
    check: asked.check ?? null,
    search: asked.search,
  };
  const [rows, counts] = await Promise.all([
    queue.queueOf(ctx.tx, filter, after, asked.limit + 1),
    queue.countsOf(ctx.tx, filter, ctx.today),
  ]);
  const page = rows.slice(0, asked.limit);
  return {
    items: page.map((row) => lineOf(ctx, row)),
    nextCursor: rows.length > asked.limit ? cursorAfter(asked.tab, page.at(-1)!) : null,
    total: counts.matching,
    counts: { toTreat: counts.toTreat, atPartner: counts.atPartner, late: counts.late, second: counts.second },
    nextDeadline: counts.nextDeadline,
    workingDays: ctx.house.programme.verification.slaWorkingDays,
  };
}
