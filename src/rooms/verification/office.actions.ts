import type { z } from "zod";
import { addDays, startOf } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { writeList } from "../../kit/format.ts";
import { newId } from "../../kit/ids.ts";
import { say } from "../../kit/words.ts";
import type { VerificationReason } from "../../programme/schema.ts";
import type { Actions, StaffCtx } from "../../server/context.ts";
import { readStoredFile } from "../../server/files.ts";
import type { Profile } from "../accounts/door.ts";
import * as accounts from "../accounts/door.ts";
import type { verification } from "./contract.ts";
import { aboutCheck, holdCase, moveChecks, postTo, readersOf, sceneOf, sendLink, termsOf } from "./course.ts";
import type { Looked, Ruling } from "./desk.rules.ts";
import { ASK_DAYS_USUAL, decideAsked, decideClaim, decideOverride, decideReopen, decideRuling, takesTwo } from "./desk.rules.ts";
import * as documents from "./documents.store.ts";
import { letterOf } from "./letters.ts";
import { caseView, lookedAt, queueView } from "./office.present.ts";
import * as overrides from "./overrides.store.ts";
import { overallLabel } from "./present.ts";
import { decideAskRegistry } from "./registry.rules.ts";
import { lastLookup } from "./registry.store.ts";
import { askRegistry, registryOf } from "./registry.ts";
import type { CheckMove, CheckName, OverrideState } from "./rules.ts";
import { checkNames, overallOf } from "./rules.ts";
import type { Given } from "./rulings.ts";
import { outcomeOf, stepOf } from "./rulings.ts";
import type { Moved } from "./shapes.ts";
import type { Case, Findings } from "./store.ts";
import * as store from "./store.ts";
import { mails as en } from "./words/en.ts";
import { mails as fr } from "./words/fr.ts";

type Desk = Pick<
  Actions<typeof verification>,
  | "queue"
  | "case"
  | "claim"
  | "askRegistry"
  | "preview"
  | "decide"
  | "askDocument"
  | "note"
  | "reopen"
  | "approveOverride"
  | "declineOverride"
  | "officeDocument"
>;

/** The case by its own id: the desk works on every account, so the account follows from the case. */
async function holdById(ctx: StaffCtx, caseId: string): Promise<{ held: Case; profile: Profile } | undefined> {
  const accountId = await store.accountOf(ctx.tx, caseId);
  return accountId === undefined ? undefined : holdCase(ctx, accountId);
}

const moved = (ctx: StaffCtx, held: Case, awaitsSecond = false): z.input<typeof Moved> => {
  const state = overallOf(store.statesOf(held));
  return { caseId: held.id, awaitsSecond, state: held.state, overall: { state, label: overallLabel(ctx.lang, state) } };
};

/** Deciding takes a case that nobody has. */
async function own(ctx: StaffCtx, held: Case): Promise<void> {
  if (held.ownerId !== null) return;
  await store.setOwner(ctx.tx, held.id, ctx.person.id, ctx.now);
  ctx.record({ type: "verification.claimed", accountId: held.accountId, subject: held.id });
}

const factOf = { authorise: "verification.checkPassed", reject: "verification.checkRejected", ask: "verification.documentAsked" } as const;

/** The decision, its record and its mail, in one transaction. */
async function rule(
  ctx: StaffCtx,
  { held, profile }: { held: Case; profile: Profile },
  given: Given,
  findings: Findings | null,
): Promise<Case> {
  const { tries, matter } = outcomeOf(ctx, held, given);
  const { check, decision, reason, deadline } = given;
  await own(ctx, held);
  const after = await moveChecks(
    ctx,
    profile,
    held,
    [stepOf(ctx, profile, given, findings, { id: ctx.person.id, name: ctx.actor.name })],
    tries,
  );
  await documents.judgeDocuments(ctx.tx, held.accountId, check, decision === "authorise" ? "kept" : "notKept", reason.code, ctx.now);
  ctx.record({
    type: factOf[decision],
    accountId: held.accountId,
    subject: held.id,
    data: {
      ...aboutCheck(ctx, check),
      reason: reason.code,
      ...(reason.rule !== undefined && { rule: reason.rule }),
      ...(deadline && { deadline }),
    },
  });
  // Without the contact's confirmation nothing can be decided, so a request for it never lapses.
  if (decision === "ask" && check !== "email") {
    ctx.enqueue({
      kind: "verification.deadline",
      key: `${held.id}:${check}:${newId()}`,
      accountId: held.accountId,
      payload: { check, deadline },
      clock: "business",
      dueAt: startOf(addDays(deadline!, 1), ctx.house.programme.timeZone),
    });
  }
  if (matter) postTo(ctx, await sceneOf(ctx, profile, held.id), matter, await readersOf(ctx, profile));
  return after;
}

async function looked(ctx: StaffCtx, held: Case, profile: Profile, name: CheckName): Promise<Looked> {
  return lookedAt(held, profile, name, await documents.documentsOf(ctx.tx, held.accountId));
}

const reasonFor = (ctx: StaffCtx, check: CheckName, code: string, ruling: Ruling) => {
  const reason: VerificationReason | undefined = termsOf(ctx, check).reasons.find((one) => one.code === code);
  if (!reason) return refuse("verification.unknownReason", {}, "/reason");
  return reason.decisions.includes(ruling) ? accept(reason) : refuse("verification.reasonDoesNotFit", {}, "/reason");
};

const noteDown = (ctx: StaffCtx, held: Case, text: string): Promise<unknown> =>
  store.addNote(ctx.tx, { id: newId(), caseId: held.id, authorId: ctx.person.id, author: ctx.actor.name, text, at: ctx.now });

/** A decided check is examined again. */
async function openAgain(
  ctx: StaffCtx,
  { held, profile }: { held: Case; profile: Profile },
  check: CheckName,
  move: CheckMove,
): Promise<Case> {
  const after = await moveChecks(ctx, profile, held, [{ check, move, patch: { asked: null } }]);
  ctx.record({ type: "verification.reopened", accountId: held.accountId, subject: held.id, data: aboutCheck(ctx, check) });
  // The links sent before died with the rejection: without a new one the contact could not confirm.
  if (check === "email") await sendLink(ctx, profile, held.id, "N2");
  return after;
}

const answerFacts = { approved: "verification.overrideApproved", declined: "verification.overrideDeclined" } as const;

/** @returns false when somebody else answered at the same moment. */
async function answered(
  ctx: StaffCtx,
  held: Case,
  asked: overrides.OverrideRow,
  state: OverrideState,
  answer: string | null,
): Promise<boolean> {
  const made = { state, by: ctx.person.id, byName: ctx.actor.name, answer, at: ctx.now };
  if (!(await overrides.answerOverride(ctx.tx, held.id, asked.id, made))) return false;
  ctx.record({
    type: answerFacts[state as keyof typeof answerFacts],
    accountId: held.accountId,
    subject: held.id,
    data: { ...aboutCheck(ctx, asked.check), overrideId: asked.id, askedBy: asked.askedByName },
  });
  return true;
}

export const officeActions: Desk = {
  async queue(ctx, { query }) {
    const view = await queueView(ctx, query);
    return view ? accept(view) : refuse("verification.badCursor");
  },

  async case(ctx, { params }) {
    const held = await store.loadCaseById(ctx.tx, params.caseId);
    const profile = held && (await accounts.loadProfile(ctx.tx, held.accountId));
    return profile ? accept(await caseView(ctx, held, profile)) : refuse("verification.noSuchCase");
  },

  async claim(ctx, { params, body }) {
    const found = await holdById(ctx, params.caseId);
    if (!found) return refuse("verification.noSuchCase");
    const { held } = found;
    const owner = held.ownerId === null ? null : { id: held.ownerId, name: held.ownerName ?? "" };
    const claim = decideClaim(owner, ctx.person.id, body.takeOver);
    if (!claim.ok) return claim;

    if (claim.value !== "kept") {
      await store.setOwner(ctx.tx, held.id, ctx.person.id, ctx.now);
      const about = { accountId: held.accountId, subject: held.id };
      ctx.record(
        claim.value === "claimed"
          ? { type: "verification.claimed", ...about }
          : { type: "verification.takenOver", ...about, data: { from: owner?.name ?? "" } },
      );
    }

    return accept(moved(ctx, held));
  },

  async askRegistry(ctx, { params }) {
    const found = await holdById(ctx, params.caseId);
    if (!found) return refuse("verification.noSuchCase");
    const { held, profile } = found;
    const last = await lastLookup(ctx.tx, held.accountId);
    const current = last?.version === profile.dataVersion ? last.state : undefined;
    const decision = decideAskRegistry(registryOf(ctx.house) !== undefined, held.checks.business.state, current);
    if (!decision.ok) return decision;

    await askRegistry(ctx, profile, true);
    ctx.record({ type: "verification.registryAsked", accountId: held.accountId, subject: held.id });
    return accept(moved(ctx, held));
  },

  async preview(ctx, { params, body }) {
    const held = await store.loadCaseById(ctx.tx, params.caseId);
    const profile = held && (await accounts.loadProfile(ctx.tx, held.accountId));
    if (!profile) return refuse("verification.noSuchCase");
    const reason = reasonFor(ctx, body.check, body.reason, body.decision);
    if (!reason.ok) return reason;
    const deadline = body.deadline ?? addDays(ctx.today, ASK_DAYS_USUAL);
    const asked =
      body.decision === "ask" ? decideAsked(termsOf(ctx, body.check), reason.value, body.documents, deadline, ctx.today) : undefined;
    const given: Given = {
      check: body.check,
      decision: body.decision,
      reason: reason.value,
      note: body.note,
      documents: asked?.ok ? asked.value.documents : body.documents,
      deadline,
    };
    const { matter, states } = outcomeOf(ctx, held, given);
    if (!matter) {
      const left = checkNames.filter((name) => states[name] !== "passed").map((name) => termsOf(ctx, name).name[ctx.lang]);
      const words = ctx.lang === "fr" ? fr : en;
      return accept({
        sends: false,
        subject: "",
        text: [say(words["preview.none"], ctx.lang, { checks: writeList(left, ctx.lang) })],
        to: [],
      });
    }

    const readers = await readersOf(ctx, profile);
    const letter = letterOf(await sceneOf(ctx, profile, held.id), matter, readers[0]!);
    return accept({
      sends: true,
      subject: letter.subject,
      text: [...letter.paragraphs],
      to: readers.map(({ email, lang }) => ({ email, language: lang })),
    });
  },

  async decide(ctx, { params, body }) {
    const found = await holdById(ctx, params.caseId);
    if (!found) return refuse("verification.noSuchCase");
    const terms = termsOf(ctx, body.check);
    const ruling = decideRuling(
      terms,
      await looked(ctx, found.held, found.profile, body.check),
      body.decision,
      body.reason,
      body.seen,
      ctx.person.id,
    );
    if (!ruling.ok) return ruling;

    const given: Given = {
      check: body.check,
      decision: body.decision,
      reason: ruling.value.reason,
      note: body.note,
      documents: [],
      deadline: null,
    };
    const after = await rule(ctx, found, given, body.findings ?? null);

    return accept(moved(ctx, after));
  },

  async askDocument(ctx, { params, body }) {
    const found = await holdById(ctx, params.caseId);
    if (!found) return refuse("verification.noSuchCase");
    const terms = termsOf(ctx, body.check);
    const ruling = decideRuling(
      terms,
      await looked(ctx, found.held, found.profile, body.check),
      "ask",
      body.reason,
      body.seen,
      ctx.person.id,
    );
    if (!ruling.ok) return ruling;
    const asked = decideAsked(terms, ruling.value.reason, body.documents, body.deadline, ctx.today);
    if (!asked.ok) return asked;

    const given: Given = { check: body.check, decision: "ask", reason: ruling.value.reason, note: body.note, ...asked.value };
    const after = await rule(ctx, found, given, body.findings ?? null);

    return accept(moved(ctx, after));
  },

  async note(ctx, { params, body }) {
    const held = await store.loadCaseById(ctx.tx, params.caseId);
    if (!held) return refuse("verification.noSuchCase");
    await noteDown(ctx, held, body.text);
    return accept(moved(ctx, held));
  },

  async reopen(ctx, { params, body }) {
    const found = await holdById(ctx, params.caseId);
    if (!found) return refuse("verification.noSuchCase");
    const { held, profile } = found;
    const at = await looked(ctx, held, profile, body.check);
    const open = decideReopen(at, store.statesOf(held), ctx.person.id);
    if (!open.ok) return open;

    await own(ctx, held);
    await noteDown(ctx, held, body.reason);
    if (takesTwo(at)) {
      const waiting = (await overrides.askedOf(ctx.tx, held.id)).find(({ check }) => check === body.check);
      if (waiting) return refuse("verification.overrideWaiting", { name: waiting.askedByName });
      const asked = { id: newId(), check: body.check, reason: body.reason, by: ctx.person.id, byName: ctx.actor.name, at: ctx.now };
      await overrides.askOverride(ctx.tx, held.id, asked);
      ctx.record({
        type: "verification.overrideAsked",
        accountId: held.accountId,
        subject: held.id,
        data: { ...aboutCheck(ctx, body.check), overrideId: asked.id },
      });
      return accept(moved(ctx, held, true));
    }

    return accept(moved(ctx, await openAgain(ctx, { held, profile }, body.check, open.value)));
  },

  async approveOverride(ctx, { params }) {
    const found = await holdById(ctx, params.caseId);
    if (!found) return refuse("verification.noSuchCase");
    const { held, profile } = found;
    const asked = await overrides.loadOverride(ctx.tx, held.id, params.overrideId);
    const decision = decideOverride(asked, "approve", ctx.person.id);
    if (!decision.ok) return decision;
    // Whoever has the case does not stand in the way of the second person: this is not their ruling.
    const at = { ...(await looked(ctx, held, profile, asked!.check)), owner: null };
    const open = decideReopen(at, store.statesOf(held), ctx.person.id);
    if (!open.ok) return refuse("verification.overrideAnswered");

    if (!(await answered(ctx, held, asked!, decision.value, null))) return refuse("verification.overrideAnswered");
    return accept(moved(ctx, await openAgain(ctx, found, asked!.check, open.value)));
  },

  async declineOverride(ctx, { params, body }) {
    const found = await holdById(ctx, params.caseId);
    if (!found) return refuse("verification.noSuchCase");
    const { held } = found;
    const asked = await overrides.loadOverride(ctx.tx, held.id, params.overrideId);
    const decision = decideOverride(asked, "decline", ctx.person.id);
    if (!decision.ok) return decision;

    if (!(await answered(ctx, held, asked!, decision.value, body.reason))) return refuse("verification.overrideAnswered");
    await noteDown(ctx, held, body.reason);
    return accept(moved(ctx, held));
  },

  async officeDocument(ctx, { params }) {
    const accountId = await store.accountOf(ctx.tx, params.caseId);
    if (accountId === undefined) return refuse("verification.noSuchCase");
    const row = await documents.loadDocument(ctx.tx, accountId, params.documentId);
    const file = row && (await readStoredFile(ctx.house, ctx.tx, accountId, row.fileId));
    return file ? accept({ bytes: file.bytes, name: file.name, type: file.type }) : refuse("verification.noSuchDocument");
  },
};
