import type { z } from "zod";
import { dayOf } from "../../kit/dates.ts";
import type { Decision } from "../../kit/decision.ts";
import type { Filling, Lang } from "../../kit/words.ts";
import { say } from "../../kit/words.ts";
import { findCountry, holidaysOf } from "../../programme/programme.ts";
import type { Act } from "../../server/context.ts";
import { labelsOf } from "../../server/labels.ts";
import type { StoredFact } from "../../server/ledger.ts";
import { wordRefusal } from "../../server/problems.ts";
import type { DoorView } from "../../wire.ts";
import type { Profile } from "../accounts/door.ts";
import { registrationFormHolds } from "../accounts/door.ts";
import { declaredOf, dueFrom, termsOf, triesOf } from "./course.ts";
import type { DocumentRow } from "./documents.store.ts";
import type { Found } from "./partner.rules.ts";
import { compare } from "./partner.rules.ts";
import { foundIn } from "./registry.rules.ts";
import type { Lookup } from "./registry.store.ts";
import type { CheckName, CheckState, Overall } from "./rules.ts";
import { checkNames, domainOf, exhausted, holidaysWithin, overallOf, triesLeft } from "./rules.ts";
import type { Document, Summary, ThreadLine } from "./shapes.ts";
import type { Case, CheckRow, Version } from "./store.ts";
import { statesOf } from "./store.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

type Holder = Extract<DoorView, { open: false }>["holders"][number];
export type Reading = Pick<Act, "house" | "now" | "today"> & { readonly lang: Lang };

export const wordsIn = (lang: Lang): typeof fr => (lang === "fr" ? fr : (en as unknown as typeof fr));

export const overallLabel = (lang: Lang, state: Overall): string => say(wordsIn(lang).states[state], lang);
export const checkLabel = (lang: Lang, state: CheckState): string => say(wordsIn(lang).states[`check.${state}`], lang);

/** A partner is told the given name and an initial: enough to say who decided, not enough to look somebody up. */
export const shortName = (name: string): string => {
  const parts = name.trim().split(/\s+/);
  const last = parts.pop();
  return parts.length === 0 || !last ? name : `${parts.join(" ")} ${last[0]}.`;
};
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part[0]?.toUpperCase() ?? "")
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join("");

export const checkLine = (ctx: Reading, row: CheckRow, whole: boolean) => {
  const terms = termsOf(ctx, row.name);
  return {
    check: row.name,
    name: terms.name[ctx.lang],
    purpose: terms.purpose[ctx.lang],
    state: row.state,
    label: checkLabel(ctx.lang, row.state),
    since: row.since,
    dueOn: row.dueOn,
    decided:
      row.decidedAt === null
        ? null
        : {
            at: row.decidedAt,
            by: row.decidedByName === null ? null : whole ? row.decidedByName : shortName(row.decidedByName),
            automatic: row.decidedBy === null,
          },
  };
};

/** Before the case is opened, a moment after the account: nothing has begun but the mail on its way. */
export function unopened(profile: Profile): Case {
  const passed = profile.verification === "authorized";
  const row = (name: CheckName): CheckRow => ({
    name,
    state: passed ? "passed" : name === "email" ? "pending" : "waiting",
    since: profile.createdAt,
    dueOn: null,
    dataVersion: null,
    rule: null,
    reason: null,
    note: null,
    decidedAt: null,
    decidedBy: null,
    decidedByName: null,
    findings: null,
    asked: null,
  });
  return {
    id: profile.accountId,
    accountId: profile.accountId,
    state: passed ? "authorized" : "confirming",
    dataVersion: profile.dataVersion,
    turn: passed ? "nobody" : "partner",
    turnSince: profile.createdAt,
    dueOn: null,
    triesUsed: 1,
    tryAnswered: false,
    ownerId: null,
    ownerName: null,
    ownerSince: null,
    contactAgreedAt: null,
    addressConfirmedAt: null,
    confirmedEmail: null,
    openedAt: profile.createdAt,
    escalatedAt: null,
    escalatedBy: null,
    checks: { email: row("email"), employment: row("employment"), business: row("business") },
  };
}

export const turnView = (ctx: Reading, held: Case) => ({
  who: held.turn,
  since: held.turnSince,
  dueOn: held.turn === "us" ? held.dueOn : null,
  late: held.turn === "us" && held.dueOn !== null && held.dueOn < ctx.today,
  escalatedAt: held.escalatedAt,
});

export function summaryView(ctx: Reading, profile: Profile, found: Case | undefined): z.input<typeof Summary> {
  const held = found ?? unopened(profile);
  const { programme } = ctx.house;
  const tries = triesOf(ctx, held);
  const state = found ? overallOf(statesOf(held)) : profile.verification;
  const opening = !found && profile.verification !== "authorized";
  return {
    overall: { state, label: overallLabel(ctx.lang, state) },
    turn: turnView(ctx, held),
    tries: { used: tries.used, left: triesLeft(tries), of: tries.of, nextOne: tries.answered && !exhausted(tries) },
    sla: {
      workingDays: programme.verification.slaWorkingDays,
      holidays: holidaysWithin(ctx.today, held.dueOn ?? dueFrom(ctx, ctx.now), holidaysOf(programme)),
    },
    contact: {
      name: `${profile.contact.givenName} ${profile.contact.familyName}`,
      email: profile.contact.email,
      confirmedAt: held.addressConfirmedAt,
    },
    domain: profile.directoryDomain,
    checks: checkNames.map((name) => checkLine(ctx, held.checks[name], false)),
    catchingUp: opening || (found !== undefined && found.dataVersion < profile.dataVersion),
  };
}

/** Why a check stands where it stands: the rule, the reason, what is asked for. */
export function ruledView(ctx: Reading, row: CheckRow) {
  if (row.reason === null && row.asked === null) return null;
  const terms = termsOf(ctx, row.name);
  const reason = terms.reasons.find(({ code }) => code === row.reason);
  const rule = terms.rules.find(({ id }) => id === row.rule);
  const open = row.state === "rejected" || row.state === "documentNeeded";
  return {
    rule: rule ? { code: rule.id, text: rule.text[ctx.lang] } : null,
    reason: reason ? { code: reason.code, text: reason.text[ctx.lang] } : null,
    note: row.note,
    remedies: open && reason ? [...reason.remedies] : [],
    asked:
      open && row.asked
        ? {
            documents: (terms.documents?.oneOf ?? [])
              .filter(({ id }) => row.asked?.documents.includes(id))
              .map(({ name }) => name[ctx.lang]),
            deadline: row.asked.deadline,
          }
        : null,
  };
}

export function evidenceView(ctx: Reading, name: CheckName) {
  const { documents, reasons } = termsOf(ctx, name);
  const refused = documents?.examples.refused;
  return documents
    ? {
        oneOf: documents.oneOf.map((one) => ({ id: one.id, name: one.name[ctx.lang] })),
        need: documents.showing.need,
        showing: documents.showing.items.map((item) => item[ctx.lang]),
        examples: {
          accepted: documents.examples.accepted[ctx.lang],
          refused: refused!.what[ctx.lang],
          because: reasons.find(({ code }) => code === refused!.reason)!.text[ctx.lang],
        },
      }
    : null;
}

/** What a check set side by side: for the business what the desk found, for the address the company's own directory. */
export function comparedLines(lang: Lang, name: CheckName, version: Pick<Version, "declared">, found: Found, domain: string) {
  const words = wordsIn(lang).fields;
  if (name === "business") return compare(version.declared, found).map((line) => ({ ...line, label: say(words[line.field], lang) }));
  const email = version.declared.contactEmail;
  if (name === "email")
    return [{ field: "contactEmail", label: say(words.contactEmail, lang), declared: email, found: null, result: null }];
  const own = domainOf(email);
  return [
    {
      field: "domain",
      label: say(words.domain, lang),
      declared: own,
      found: domain,
      result: own === domain ? ("same" as const) : ("differs" as const),
    },
  ];
}

/** The comparison of a check as its last decision saw it; before any, what is declared now. */
export function comparisonView(ctx: Reading, row: CheckRow, versions: readonly Version[], profile: Profile, lookup: Lookup | undefined) {
  if (row.state === "waiting") return null;
  const now: Version = { version: profile.dataVersion, at: profile.createdAt, declared: declaredOf(profile), try: 1 };
  const decided = row.state === "pending" ? undefined : versions.find(({ version }) => version === row.dataVersion);
  const version = decided ?? versions.at(-1) ?? now;
  const directory = row.name === "employment" ? say(wordsIn(ctx.lang).fields.directory, ctx.lang) : null;
  // What a person looked up comes first; the register's own answer about this version stands in for it.
  const answer = row.name === "business" && !row.findings && lookup?.version === version.version ? lookup : undefined;
  const found = row.findings?.values ?? (answer?.found ? foundIn(answer.found) : {});
  return {
    version: version.version,
    declaredAt: version.at,
    source: row.findings?.source ?? (answer?.found ? answer.source : directory),
    consultedAt: row.findings ? row.decidedAt : answer?.found ? answer.answeredAt : null,
    lines: comparedLines(ctx.lang, row.name, version, found, profile.directoryDomain).map((line) =>
      line.result === null && row.state !== "passed" && formHolds(ctx, line.field, version.declared)
        ? { ...line, result: "formOnly" as const }
        : line,
    ),
  };
}

/** A number that fits its country's pattern, an address that is one: their form was checked, and nothing but their form. */
function formHolds({ house }: Reading, field: string, { country, registrationNumber }: Version["declared"]): boolean {
  if (field === "contactEmail") return true;
  const pattern = findCountry(house.programme, country)?.registration.pattern;
  return field === "registrationNumber" && registrationFormHolds(registrationNumber, country, pattern);
}

/** A closed door of this room for whoever stands outside the account: the very refusal that the act would answer, in the same words. */
export const roomDoor = (ctx: Reading, decision: Decision<unknown>, holders: readonly Holder[] = []): DoorView => {
  if (decision.ok) return { open: true };
  const text = wordRefusal(
    { fr: fr.refusals, en: en.refusals },
    decision,
    ctx.lang,
    labelsOf(ctx.house.programme, ctx.lang),
    ctx.house.clock.zone,
  );
  return { open: false, text, reasons: [{ code: decision.code, needs: "", has: "", rule: text }], holders: [...holders], asks: [] };
};

export function documentView(ctx: Reading, row: DocumentRow): z.input<typeof Document> {
  const terms = termsOf(ctx, row.check);
  const kind = terms.documents?.oneOf.find(({ id }) => id === row.kind);
  const reason = terms.reasons.find(({ code }) => code === row.verdictReason);
  return {
    id: row.id,
    check: row.check,
    name: row.name,
    kind: kind ? kind.name[ctx.lang] : null,
    size: row.size,
    sentBy: row.sentByName,
    sentAt: row.sentAt,
    submitted: row.submittedAt !== null,
    verdict:
      row.verdict === null || row.verdictAt === null
        ? null
        : { kept: row.verdict === "kept", text: reason?.text[ctx.lang] ?? "", at: row.verdictAt },
  };
}

const tones: Readonly<Record<string, "ok" | "no" | "you" | "wait">> = {
  "verification.addressConfirmed": "ok",
  "verification.checkPassed": "ok",
  "verification.authorized": "ok",
  "verification.checkRejected": "no",
  "verification.overdue": "no",
  "verification.escalated": "wait",
  "verification.overrideAsked": "wait",
  "verification.documentAsked": "you",
  "verification.reopened": "wait",
};

/** What a fact kept, for its sentence: a name that was kept in both languages is said in the reader's. */
const fillingOf = (data: Readonly<Record<string, unknown>>, lang: Lang): Filling =>
  Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      const said = typeof value === "object" && value !== null ? (value as Partial<Record<Lang, string>>)[lang] : value;
      return typeof said === "string" || typeof said === "number" ? [[key, said]] : [];
    }),
  );

/** The thread of a case from its facts, newest first. Within one act the order of the catalogue is the order of things. */
export function threadView(ctx: Reading, facts: readonly StoredFact[], whole: boolean): z.input<typeof ThreadLine>[] {
  const words: Readonly<Record<string, string>> = { ...wordsIn(ctx.lang).facts, ...(whole ? wordsIn(ctx.lang).officeFacts : {}) };
  const order = Object.keys(words);
  const labels = labelsOf(ctx.house.programme, ctx.lang);
  return facts
    .filter(({ type }) => words[type] !== undefined)
    .sort((a, b) => (a.at === b.at ? order.indexOf(b.type) - order.indexOf(a.type) : a.at < b.at ? 1 : -1))
    .map((fact) => {
      const by = fact.actorKind === "staff" && !whole ? shortName(fact.actorName) : fact.actorName;
      return {
        id: fact.id,
        at: fact.at,
        text: say(words[fact.type]!, ctx.lang, fillingOf(fact.data, ctx.lang), labels),
        by: by || String(fact.data.name ?? ""),
        tone: tones[fact.type] ?? "neutral",
      };
    });
}

/** The types of facts that stand in the thread. */
export const threadTypes = (whole: boolean): string[] => [...Object.keys(fr.facts), ...(whole ? Object.keys(fr.officeFacts) : [])];

export const dayIn = (ctx: Reading, instant: string): string => dayOf(instant, ctx.house.programme.timeZone);
