import { accept, refuse } from "../../kit/decision.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { readStoredFile } from "../../server/files.ts";
import * as accounts from "../accounts/door.ts";
import type { Sender } from "./answering.ts";
import { escalate, receive, sendAgain } from "./answering.ts";
import type { verification } from "./contract.ts";
import { holdCase, sendLink } from "./course.ts";
import * as documents from "./documents.store.ts";
import * as present from "./present.ts";
import type { Doors } from "./status.present.ts";
import { resendDecision, statusView } from "./status.present.ts";
import * as store from "./store.ts";

type Mine = Pick<Actions<typeof verification>, "status" | "summary" | "resend" | "upload" | "document" | "resubmit" | "escalate">;

const doorsOf = (ctx: AccountCtx): Doors => ({
  answer: (also) => ctx.door("verification.answer", also),
  resend: (also) => ctx.door("verification.answer", also),
  correct: () => ctx.door("profile.edit"),
  view: () => ctx.door("verification.answer"),
});

const senderOf = (ctx: AccountCtx): Sender => ({ id: ctx.person.id, name: ctx.actor.name });

export const partnerActions: Mine = {
  async status(ctx) {
    const profile = (await accounts.loadProfile(ctx.tx, ctx.accountId))!;
    return accept(await statusView(ctx, profile, await store.loadCase(ctx.tx, ctx.accountId), doorsOf(ctx), ctx.person.id));
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

  upload: (ctx, { params, body, upload }) => receive(ctx, ctx.accountId, { check: params.check, kind: body.kind, upload }, senderOf(ctx)),

  async document(ctx, { params }) {
    const row = await documents.loadDocument(ctx.tx, ctx.accountId, params.documentId);
    const file = row && (await readStoredFile(ctx.house, ctx.tx, ctx.accountId, row.fileId));
    return file ? accept({ bytes: file.bytes, name: file.name, type: file.type }) : refuse("verification.noSuchDocument");
  },

  resubmit: (ctx) => sendAgain(ctx, ctx.accountId, senderOf(ctx)),

  escalate: (ctx) => escalate(ctx, ctx.accountId, senderOf(ctx)),
};
