import type { z } from "zod";
import type { Refused } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { writeSize } from "../../kit/format.ts";
import { newId } from "../../kit/ids.ts";
import { permits } from "../../permissions.ts";
import { holidaysOf } from "../../programme/programme.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import type { FileType } from "../../server/files.ts";
import { contentHash, fileTypes, keepFile, readStoredFile, sniff } from "../../server/files.ts";
import { roleLabel } from "../../server/labels.ts";
import { factsOf } from "../../server/ledger.ts";
import type { Profile } from "../accounts/door.ts";
import * as accounts from "../accounts/door.ts";
import type { verification } from "./contract.ts";
import { holdCase, moveChecks, sendLink, termsOf, triesOf } from "./course.ts";
import type { DocumentRow } from "./documents.store.ts";
import * as documents from "./documents.store.ts";
import { sendingsTo } from "./links.store.ts";
import { decideResubmit, decideUpload } from "./partner.rules.ts";
import * as present from "./present.ts";
import type { CheckName } from "./rules.ts";
import { checkNames, decideResend, exhausted } from "./rules.ts";
import type { Status } from "./shapes.ts";
import type { Case } from "./store.ts";
import * as store from "./store.ts";

type Mine = Pick<Actions<typeof verification>, "status" | "summary" | "resend" | "upload" | "document" | "resubmit">;

const freshOf = (sent: readonly DocumentRow[]): Record<CheckName, number> => {
  const fresh: Record<CheckName, number> = { email: 0, employment: 0, business: 0 };
  for (const one of sent) if (one.submittedAt === null) fresh[one.check]++;
  return fresh;
};

const waitingOf = (sent: readonly DocumentRow[], check: CheckName): number =>
  sent.filter((one) => one.check === check && one.verdict === null).length;

async function resendDecision(ctx: AccountCtx, held: Case, profile: Profile) {
  const { programme } = ctx.house;
  const sentAt = await sendingsTo(ctx.tx, held.id, profile.contact.email);
  const decision = decideResend(
    held.checks.email.state,
    sentAt,
    ctx.now,
    programme.verification.emailLink,
    programme.timeZone,
    holidaysOf(programme),
  );
  return { sentAt: sentAt[0] ?? null, decision };
}

const closedBy = (decision: { ok: boolean }): Refused | undefined => (decision.ok ? undefined : (decision as Refused));

async function statusView(ctx: AccountCtx, profile: Profile, found: Case | undefined): Promise<z.input<typeof Status>> {
  const held = found ?? present.unopened(profile);
  const [sent, versions, facts, answerers] = await Promise.all([
    documents.documentsOf(ctx.tx, ctx.accountId),
    store.versionsOf(ctx.tx, held.id),
    factsOf(ctx.tx, ctx.accountId, { types: present.threadTypes(false), limit: 100 }),
    accounts.membersWith(ctx.tx, ctx.accountId, permits["verification.answer"].roles),
  ]);
  const { uploads } = ctx.house.programme.verification;
  const notOpen = found ? undefined : refuse("verification.notOpen");
  const resend = await resendDecision(ctx, held, profile);
  const resubmit = decideResubmit(store.statesOf(held), triesOf(ctx, held), freshOf(sent));

  return {
    ...present.summaryView(ctx, profile, found),
    checks: await Promise.all(
      checkNames.map(async (name) => {
        const row = held.checks[name];
        const own = sent.filter(({ check }) => check === name);
        const upload = decideUpload(termsOf(ctx, name), row.state, waitingOf(sent, name));
        return {
          ...present.checkLine(ctx, row, false),
          ruled: present.ruledView(ctx, row),
          comparison: present.comparisonView(ctx, row, versions, profile),
          evidence: present.evidenceView(ctx, name),
          documents: own.map((one) => present.documentView(ctx, one)),
          moves: { upload: await ctx.door("verification.answer", notOpen ?? closedBy(upload)) },
        };
      }),
    ),
    mail: { sentAt: resend.sentAt },
    uploads: { types: [...uploads.types], maxBytes: uploads.maxBytes },
    answerers: answerers.map((person) => ({
      name: person.name,
      roles: person.roles
        .filter((role) => (permits["verification.answer"].roles as readonly string[]).includes(role))
        .map((role) => roleLabel(ctx.house.programme, role, ctx.lang)),
      you: person.userId === ctx.person.id,
    })),
    thread: present.threadView(ctx, facts, false),
    moves: {
      resend: await ctx.door("verification.answer", notOpen ?? closedBy(resend.decision)),
      resubmit: await ctx.door("verification.answer", notOpen ?? closedBy(resubmit)),
      correct: await ctx.door("profile.edit"),
      view: await ctx.door("verification.answer"),
    },
  };
}

/** What the bytes prove, against what the programme accepts. */
function decideFile(ctx: AccountCtx, bytes: Buffer | undefined) {
  const { uploads } = ctx.house.programme.verification;
  const types = uploads.types.map((type) => ({ pdf: "PDF", png: "PNG", jpg: "JPEG" })[fileTypes[type]]).join(", ");
  const max = writeSize(uploads.maxBytes, ctx.lang);
  if (bytes === undefined) return refuse("verification.fileMissing", {}, "/file");
  if (bytes.length === 0) return refuse("verification.fileEmpty", {}, "/file");
  if (bytes.length > uploads.maxBytes) return refuse("verification.fileTooBig", { size: writeSize(bytes.length, ctx.lang), max }, "/file");
  const type = sniff(bytes);
  if (type === "program") return refuse("verification.fileIsProgram", { types, max }, "/file");
  if (type === undefined || !uploads.types.includes(type)) return refuse("verification.fileNotAccepted", { types, max }, "/file");
  return accept<FileType>(type);
}

export const partnerActions: Mine = {
  async status(ctx) {
    const profile = (await accounts.loadProfile(ctx.tx, ctx.accountId))!;
    return accept(await statusView(ctx, profile, await store.loadCase(ctx.tx, ctx.accountId)));
  },

  async summary(ctx) {
    const profile = (await accounts.loadProfile(ctx.tx, ctx.accountId))!;
    return accept(present.summaryView(ctx, profile, await store.loadCase(ctx.tx, ctx.accountId)));
  },

  async resend(ctx) {
    const found = await holdCase(ctx, ctx.accountId);
    if (!found) return refuse("verification.notOpen");
    const { held, profile } = found;
    const { decision } = await resendDecision(ctx, held, profile);
    if (!decision.ok) return decision;

    await sendLink(ctx, profile, held.id, "N2");

    return accept({ to: profile.contact.email, sentAt: ctx.now });
  },

  async upload(ctx, { params, body, upload }) {
    const found = await holdCase(ctx, ctx.accountId);
    if (!found) return refuse("verification.notOpen");
    const { held } = found;
    const terms = termsOf(ctx, params.check);
    const row = held.checks[params.check];
    const sent = await documents.documentsOf(ctx.tx, ctx.accountId);
    const decision = decideUpload(terms, row.state, waitingOf(sent, params.check));
    if (!decision.ok) return decision;
    if (body.kind !== "" && !terms.documents?.oneOf.some(({ id }) => id === body.kind))
      return refuse("verification.unknownDocument", {}, "/kind");
    const type = decideFile(ctx, upload?.bytes);
    if (!type.ok) return type;

    const same = await documents.sameDocument(ctx.tx, ctx.accountId, params.check, contentHash(upload.bytes));
    if (same) return refuse("verification.alreadyReceived", { name: same.name, receivedOn: present.dayIn(ctx, same.at) }, "/file");

    const file = await keepFile(ctx.house, ctx.tx, ctx.accountId, { name: upload.name, type: type.value, bytes: upload.bytes }, ctx.now);
    const id = newId();
    // While the desk has the check, or calls, a document reaches it at once; otherwise it waits for the partner to send.
    const atOnce = row.state === "pending" || exhausted(triesOf(ctx, held));
    await documents.addDocument(ctx.tx, ctx.accountId, {
      id,
      caseId: held.id,
      check: params.check,
      fileId: file.id,
      kind: body.kind === "" ? null : body.kind,
      sentBy: ctx.person.id,
      sentByName: ctx.actor.name,
      at: ctx.now,
      submittedAt: atOnce ? ctx.now : null,
    });
    ctx.record({
      type: "verification.documentReceived",
      accountId: ctx.accountId,
      subject: held.id,
      data: { check: params.check, file: file.name, documentId: id },
    });

    return accept(present.documentView(ctx, (await documents.loadDocument(ctx.tx, ctx.accountId, id))!));
  },

  async document(ctx, { params }) {
    const row = await documents.loadDocument(ctx.tx, ctx.accountId, params.documentId);
    const file = row && (await readStoredFile(ctx.house, ctx.tx, ctx.accountId, row.fileId));
    return file ? accept({ bytes: file.bytes, name: file.name, type: file.type }) : refuse("verification.noSuchDocument");
  },

  async resubmit(ctx) {
    const found = await holdCase(ctx, ctx.accountId);
    if (!found) return refuse("verification.notOpen");
    const { held, profile } = found;
    const sent = await documents.documentsOf(ctx.tx, ctx.accountId);
    const decision = decideResubmit(store.statesOf(held), triesOf(ctx, held), freshOf(sent));
    if (!decision.ok) return decision;
    const { moves, tries } = decision.value;
    const names = Object.keys(moves) as CheckName[];

    await documents.submitDocuments(ctx.tx, ctx.accountId, names, ctx.now);
    const moved = await moveChecks(
      ctx,
      profile,
      held,
      names.map((name) => ({ check: name, move: moves[name]! })),
      tries,
    );
    ctx.record({ type: "verification.resubmitted", accountId: ctx.accountId, subject: held.id, data: { checks: names, try: tries.used } });

    const now = (await accounts.loadProfile(ctx.tx, ctx.accountId))!;
    return accept(present.summaryView(ctx, now, moved));
  },
};
