import type { Instant } from "../../kit/dates.ts";
import { addDays, addSeconds, startOf } from "../../kit/dates.ts";
import { newId, newToken } from "../../kit/ids.ts";
import { permits } from "../../permissions.ts";
import { holidaysOf } from "../../programme/programme.ts";
import type { CheckTerms, VerificationReason } from "../../programme/schema.ts";
import type { Act } from "../../server/context.ts";
import { write } from "../../server/post.ts";
import { hashToken } from "../../server/session.ts";
import type { Profile } from "../accounts/door.ts";
import * as accounts from "../accounts/door.ts";
import * as people from "../people/door.ts";
import { signCaseLink } from "./caselink.ts";
import type { Matter, Reader, Scene } from "./letters.ts";
import { letterOf } from "./letters.ts";
import * as links from "./links.store.ts";
import * as overrides from "./overrides.store.ts";
import { askRegistry } from "./registry.ts";
import type { CheckMove, CheckName, Declared, Tries } from "./rules.ts";
import { caseMove, caseStateOf, check, checkNames, domainOf, dueDay, isOurs, overallOf, turnOf } from "./rules.ts";
import type { Case, CheckRow } from "./store.ts";
import * as store from "./store.ts";

export const termsOf = (act: Pick<Act, "house">, name: CheckName): CheckTerms =>
  act.house.programme.verification.checks[name] as CheckTerms;

/** What a fact keeps of the check it is about: its name in both languages too, so that any list of facts can say it. */
export const aboutCheck = (act: Pick<Act, "house">, name: CheckName) => {
  const { fr, en } = termsOf(act, name).name;
  return { checkId: name, check: { fr, en } };
};

export const declaredOf = (profile: Profile): Declared => ({
  legalName: profile.name,
  registrationNumber: profile.registrationNumber,
  addressLine1: profile.addressLine1,
  addressLine2: profile.addressLine2,
  postalCode: profile.postalCode,
  city: profile.city,
  country: profile.country,
  contactEmail: profile.contact.email,
});

export const triesOf = (act: Pick<Act, "house">, held: Pick<Case, "triesUsed" | "tryAnswered">): Tries => ({
  used: held.triesUsed,
  answered: held.tryAnswered,
  of: act.house.programme.verification.tries,
});

export const dueFrom = (act: Pick<Act, "house">, from: Instant) => {
  const { programme } = act.house;
  return dueDay(from, programme.verification.slaWorkingDays, programme.timeZone, holidaysOf(programme));
};

/** Holds the account, then looks: whoever holds it may move its case; everyone else waits. */
export async function holdCase(act: Act, accountId: string): Promise<{ held: Case; profile: Profile } | undefined> {
  await accounts.hold(act.tx, accountId);
  const held = await store.loadCase(act.tx, accountId);
  const profile = held && (await accounts.loadProfile(act.tx, accountId));
  return held && profile && { held, profile };
}

export type Step = { readonly check: CheckName; readonly move: CheckMove; readonly patch?: Partial<CheckRow> };

/**
 * Moves checks and lets the case follow: its state, whose turn it is, by when the desk owes an answer, and the overall outcome in the
 * account. What follows is computed from the checks, never set by hand.
 */
export async function moveChecks(
  act: Act,
  profile: Profile,
  held: Case,
  steps: readonly Step[],
  tries: Tries = triesOf(act, held),
): Promise<Case> {
  const checks: Record<CheckName, CheckRow> = { ...held.checks };
  for (const { check: name, move, patch } of steps) {
    const row = checks[name];
    if (!check.can(row.state, move)) throw new Error(`the check ${name} does not ${move} from ${row.state}`);
    const state = check.to(move);
    checks[name] = { ...row, ...patch, state, since: act.now, dueOn: isOurs(name, state) ? dueFrom(act, act.now) : null };
  }
  for (const name of new Set(steps.map((step) => step.check))) {
    const saved = await store.saveCheck(act.tx, held.id, held.checks[name].state, checks[name]);
    if (!saved) throw new Error(`the check ${name} was moved by somebody who did not hold the account`);
  }

  if (steps.some((step) => step.check === "business") && isOurs("business", checks.business.state)) await askRegistry(act, profile);

  const states = store.statesOf({ ...held, checks });
  const state = caseMove(held.state, caseStateOf(states, tries));
  const turn = turnOf(states, tries);
  const days = checkNames.flatMap((name) => checks[name].dueOn ?? []).sort();
  const called = state === "calling" ? (held.state === "calling" ? held.dueOn : dueFrom(act, act.now)) : null;
  const dueOn = state === "examining" ? days[0]! : called;
  const moved: Case = {
    ...held,
    checks,
    state,
    turn,
    turnSince: turn === held.turn ? held.turnSince : act.now,
    dueOn,
    triesUsed: tries.used,
    tryAnswered: tries.answered,
    // Another answer is owed: whoever waited for the last one starts afresh.
    ...(dueOn === held.dueOn ? {} : { escalatedAt: null, escalatedBy: null }),
  };
  await overrides.overtake(
    act.tx,
    held.id,
    steps.map((step) => step.check),
    act.now,
  );
  await store.saveCase(act.tx, held.accountId, moved);
  if (dueOn !== null && dueOn !== held.dueOn) {
    act.enqueue({
      kind: "verification.overdue",
      key: `${held.id}:${dueOn}`,
      accountId: held.accountId,
      payload: { dueOn },
      clock: "business",
      dueAt: startOf(addDays(dueOn, 1), act.house.programme.timeZone),
    });
  }

  const overall = overallOf(states);
  if (overall !== profile.verification) {
    await accounts.setVerification(act.tx, held.accountId, overall);
    act.record({
      type: "verification.changed",
      accountId: held.accountId,
      subject: held.id,
      data: { from: profile.verification, to: overall },
    });
    if (overall === "authorized") act.record({ type: "verification.authorized", accountId: held.accountId, subject: held.id });
  }
  return moved;
}

export async function sceneOf(act: Pick<Act, "house" | "tx" | "now">, profile: Profile, caseId: string): Promise<Scene> {
  const { programme, url, secret } = act.house;
  const people = await accounts.membersWith(act.tx, profile.accountId, permits["verification.answer"].roles);
  const until = addSeconds(act.now, programme.verification.caseLink.lifetimeDays * 86_400);
  return {
    programme,
    url,
    profile,
    answerers: people.map(({ name }) => name),
    caseLink: (email) => ({ url: `${url}/verification/${signCaseLink(secret, { caseId, email, until })}`, until }),
  };
}

export const contactOf = ({ contact }: Profile): Reader => ({
  name: `${contact.givenName} ${contact.familyName}`,
  givenName: contact.givenName,
  email: contact.email,
  lang: contact.language,
});

/** Decisions go to the primary contact and to the person who enrolled the company, when that is somebody else. */
export async function readersOf(act: Pick<Act, "tx">, profile: Profile): Promise<Reader[]> {
  const enroller = await accounts.memberOf(act.tx, profile.accountId, profile.enrolledBy);
  const contact = contactOf(profile);
  return enroller?.active && enroller.email !== contact.email
    ? [contact, { name: enroller.name, givenName: enroller.givenName, email: enroller.email, lang: enroller.language }]
    : [contact];
}

export const postTo = (act: Act, scene: Scene, matter: Matter, readers: readonly Reader[]): void => {
  for (const reader of readers) act.post(write(act.house, letterOf(scene, matter, reader)));
};

/** Sends the contact a link of their own. Links sent before count no more. */
export async function sendLink(act: Act, profile: Profile, caseId: string, template: "N1" | "N2" | "N5"): Promise<void> {
  const token = newToken();
  const until = addSeconds(act.now, act.house.programme.verification.emailLink.lifetimeDays * 86_400);
  const { email } = profile.contact;
  await links.addLink(act.tx, {
    tokenHash: hashToken(token),
    accountId: profile.accountId,
    caseId,
    email,
    template,
    at: act.now,
    expiresAt: until,
  });
  postTo(act, await sceneOf(act, profile, caseId), { kind: "confirm", template, token, until }, [contactOf(profile)]);
  act.record({ type: "verification.mailSent", accountId: profile.accountId, subject: caseId, data: { to: email, template } });
}

/** Opens the case of a new account, once: its checks, the data as they were declared, and the mail to the contact. */
export async function open(act: Act, profile: Profile, by: string): Promise<void> {
  const id = newId();
  const states = { email: check.to("start"), employment: check.initial, business: check.initial };
  const tries = { used: 1, answered: false, of: act.house.programme.verification.tries };
  const opened = await store.openCase(act.tx, profile.accountId, {
    id,
    state: caseStateOf(states, tries),
    turn: turnOf(states, tries),
    dataVersion: profile.dataVersion,
    states,
    at: act.now,
  });
  if (!opened) return;

  await store.addVersion(act.tx, id, { version: profile.dataVersion, at: act.now, declared: declaredOf(profile), try: 1 });
  act.record({ type: "verification.opened", accountId: profile.accountId, subject: id, data: { name: by } });
  await sendLink(act, profile, id, "N1");
}

/** The named rule that decides a check without a person, with the reason it gives; the programme says which (EML-1, EMP-1). */
export function automaticRuleOf(terms: CheckTerms): { rule: string; reason: VerificationReason } | undefined {
  const rule = terms.rules.find(({ automatic }) => automatic);
  const reason = rule && terms.reasons.find(({ rule: id, decisions }) => id === rule.id && decisions.includes("authorise"));
  return rule && reason && { rule: rule.id, reason };
}

const byRule = (act: Act, profile: Profile, name: CheckName): Partial<CheckRow> | undefined => {
  const passing = automaticRuleOf(termsOf(act, name));
  return (
    passing && {
      rule: passing.rule,
      reason: passing.reason.code,
      note: null,
      dataVersion: profile.dataVersion,
      decidedAt: act.now,
      decidedBy: null,
      decidedByName: null,
      findings: null,
      asked: null,
    }
  );
};

/**
 * The contact has confirmed: both statements are recorded, each by itself (F-029), and the review goes on (F-030). The employment check
 * passes by its rule when the address stands on the directory's domain and nobody else has proved that domain.
 */
export async function confirm(act: Act, profile: Profile, held: Case): Promise<Case> {
  const { email } = profile.contact;
  const name = `${profile.contact.givenName} ${profile.contact.familyName}`;
  const about = { accountId: held.accountId, subject: held.id };
  await store.setConfirmed(act.tx, held.accountId, email, act.now);
  act.record({ type: "verification.contactAgreed", ...about, data: { name, email } });
  act.record({ type: "verification.addressConfirmed", ...about, data: { name, email } });

  const own = domainOf(email) === profile.directoryDomain && (await people.proveDomain(act, profile.directoryId, profile.accountId));

  const steps: Step[] = [{ check: "email", move: "pass", patch: byRule(act, profile, "email") ?? {} }];
  act.record({ type: "verification.checkPassed", ...about, data: { ...aboutCheck(act, "email"), automatic: true } });
  for (const waiting of ["employment", "business"] as const) {
    if (!check.can(held.checks[waiting].state, "start")) continue;
    steps.push({ check: waiting, move: "start" });
    act.record({ type: "verification.checkStarted", ...about, data: aboutCheck(act, waiting) });
    const rule = waiting === "employment" && own ? byRule(act, profile, waiting) : undefined;
    if (!rule) continue;
    steps.push({ check: waiting, move: "pass", patch: rule });
    act.record({ type: "verification.checkPassed", ...about, data: { ...aboutCheck(act, waiting), automatic: true, rule: rule.rule } });
  }
  const moved = await moveChecks(act, profile, held, steps);

  if (moved.state === "authorized") postTo(act, await sceneOf(act, profile, held.id), { kind: "passed" }, await readersOf(act, profile));
  return moved;
}
