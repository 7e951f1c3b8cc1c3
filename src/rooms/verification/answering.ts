import type { z } from "zod";
import { accept, refuse } from "../../kit/decision.ts";
import type { UploadedFile } from "../../kit/endpoint.ts";
import { writeSize } from "../../kit/format.ts";
import { newId } from "../../kit/ids.ts";
import type { Act, VisitorCtx } from "../../server/context.ts";
import type { FileType } from "../../server/files.ts";
import { contentHash, fileTypes, keepFile, layContent, sniff } from "../../server/files.ts";
import * as accounts from "../accounts/door.ts";
import { holdCase, moveChecks, termsOf, triesOf } from "./course.ts";
import * as documents from "./documents.store.ts";
import { decideResubmit, decideUpload } from "./partner.rules.ts";
import * as present from "./present.ts";
import type { CheckName } from "./rules.ts";
import { decideEscalate, exhausted } from "./rules.ts";
import type { Summary } from "./shapes.ts";
import { freshOf, waitingOf } from "./status.present.ts";
import type { Case } from "./store.ts";
import * as store from "./store.ts";

/** What a company does about its case, whoever does it: a member signed in, or the reader of a mail by its signed link. */
export type Sender = { readonly id: string | null; readonly name: string };
type Sent = { readonly check: CheckName; readonly kind: string; readonly upload: UploadedFile | undefined };
type Reading = VisitorCtx;

const spoken: Readonly<Record<string, string>> = { pdf: "PDF", png: "PNG", jpg: "JPEG" };

/** What the bytes prove, against what the programme accepts. */
function decideFile(ctx: Reading, bytes: Buffer | undefined) {
  const { uploads } = ctx.house.programme.verification;
  const types = uploads.types.map((type) => spoken[fileTypes[type]]).join(", ");
  const max = writeSize(uploads.maxBytes, ctx.lang);
  if (bytes === undefined) return refuse("verification.fileMissing", {}, "/file");
  if (bytes.length === 0) return refuse("verification.fileEmpty", {}, "/file");
  if (bytes.length > uploads.maxBytes) return refuse("verification.fileTooBig", { size: writeSize(bytes.length, ctx.lang), max }, "/file");
  const type = sniff(bytes);
  if (type === "program") return refuse("verification.fileIsProgram", { types, max }, "/file");
  if (type === undefined || !(uploads.types as readonly FileType[]).includes(type))
    return refuse("verification.fileNotAccepted", { types, max }, "/file");
  return accept<FileType>(type);
}

/** Everything that may speak against a document, as the case stands at this moment. */
async function decideReceiving(ctx: Reading, act: Pick<Act, "tx">, held: Case, { check, kind, upload }: Sent) {
  const terms = termsOf(ctx, check);
  const sent = await documents.documentsOf(act.tx, held.accountId);
  const open = decideUpload(terms, held.checks[check].state, waitingOf(sent, check));
  if (!open.ok) return open;
  if (kind !== "" && !terms.documents?.oneOf.some(({ id }) => id === kind)) return refuse("verification.unknownDocument", {}, "/kind");
  const type = decideFile(ctx, upload?.bytes);
  if (!type.ok) return type;

  const same = await documents.sameDocument(act.tx, held.accountId, check, contentHash(upload!.bytes));
  return same ? refuse("verification.alreadyReceived", { name: same.name, receivedOn: present.dayIn(ctx, same.at) }, "/file") : type;
}

/** Takes a document in. Its bytes travel first, while nobody is held up; then the case is looked at again. */
export async function receive(ctx: Reading, accountId: string, sent: Sent, by: Sender) {
  const seen = await store.loadCase(ctx.tx, accountId);
  if (!seen) return refuse("verification.notOpen");
  const early = await decideReceiving(ctx, ctx, seen, sent);
  if (!early.ok) return early;
  const upload = sent.upload!;
  await layContent(ctx.house, upload.bytes);

  return ctx.transaction(async (act) => {
    const found = await holdCase(act, accountId);
    if (!found) return refuse("verification.notOpen");
    const { held } = found;
    const decision = await decideReceiving(ctx, act, held, sent);
    if (!decision.ok) return decision;

    const file = await keepFile(ctx.house, act.tx, accountId, { name: upload.name, type: decision.value, bytes: upload.bytes }, act.now);
    const id = newId();
    // While the desk has the check, or calls, a document reaches it at once; otherwise it waits for the partner to send.
    const atOnce = held.checks[sent.check].state === "pending" || exhausted(triesOf(act, held));
    await documents.addDocument(act.tx, accountId, {
      id,
      caseId: held.id,
      check: sent.check,
      fileId: file.id,
      kind: sent.kind === "" ? null : sent.kind,
      sentBy: by.id,
      sentByName: by.name,
      at: act.now,
      submittedAt: atOnce ? act.now : null,
    });
    act.record({
      type: "verification.documentReceived",
      accountId,
      subject: held.id,
      data: { check: sent.check, file: file.name, documentId: id, name: by.name },
    });

    return accept(present.documentView(ctx, (await documents.loadDocument(act.tx, accountId, id))!));
  });
}

type Short = z.input<typeof Summary>;

/** Sends to the desk what was put together: what was rejected or asked for is examined again. */
export async function sendAgain(ctx: Reading, accountId: string, by: Sender) {
  const found = await holdCase(ctx, accountId);
  if (!found) return refuse("verification.notOpen");
  const { held, profile } = found;
  const sent = await documents.documentsOf(ctx.tx, accountId);
  const decision = decideResubmit(store.statesOf(held), triesOf(ctx, held), freshOf(sent));
  if (!decision.ok) return decision;
  const { moves, tries } = decision.value;
  const names = Object.keys(moves) as CheckName[];

  await documents.submitDocuments(ctx.tx, accountId, names, ctx.now);
  const moved = await moveChecks(
    ctx,
    profile,
    held,
    names.map((name) => ({ check: name, move: moves[name]! })),
    tries,
  );
  ctx.record({
    type: "verification.resubmitted",
    accountId,
    subject: held.id,
    data: { checks: names, try: tries.used, name: by.name },
  });

  const now = (await accounts.loadProfile(ctx.tx, accountId))!;
  return accept<Short>(present.summaryView(ctx, now, moved));
}

/** The day of our answer is over, and the company says so: the desk sees it on the case and in its list. */
export async function escalate(ctx: Reading, accountId: string, by: Sender) {
  const found = await holdCase(ctx, accountId);
  if (!found) return refuse("verification.notOpen");
  const { held, profile } = found;
  const decision = decideEscalate(held, ctx.today);
  if (!decision.ok) return decision;

  if (!(await store.escalate(ctx.tx, accountId, by.name, ctx.now))) return refuse("verification.nothingOwed");
  ctx.record({ type: "verification.escalated", accountId, subject: held.id, data: { dueOn: held.dueOn, name: by.name } });

  return accept<Short>(present.summaryView(ctx, profile, { ...held, escalatedAt: ctx.now, escalatedBy: by.name }));
}
