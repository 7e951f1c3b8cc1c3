import { addDays, startOf } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { writeSize } from "../../kit/format.ts";
import { newId } from "../../kit/ids.ts";
import { tidy } from "../../kit/names.ts";
import type { AccountCtx, Actions, VisitorCtx } from "../../server/context.ts";
import type { FileType } from "../../server/files.ts";
import { keepFile, readStoredFile, sniff } from "../../server/files.ts";
import * as accounts from "../accounts/door.ts";
import type { billing } from "./contract.ts";
import type { Exemption } from "./exemptions.store.ts";
import * as store from "./exemptions.store.ts";
import { exemptionLetter } from "./letters.ts";
import { countriesOf, countryName, readCursor, writeCursor } from "./places.ts";
import { ageInDays, decideCertificate, decideRuling, inForce, taxExemption } from "./rules.ts";
import { loadStatement, saveStatement } from "./store.ts";

const MAX_BYTES = 10_000_000;
const types: readonly FileType[] = ["application/pdf", "image/png", "image/jpeg"];
const spoken = "PDF, PNG, JPEG";

const exemptionView = (ctx: Pick<AccountCtx, "house" | "lang" | "today">, one: Exemption) => ({
  id: one.id,
  state: one.state,
  number: one.number,
  country: one.country,
  countryName: countryName(ctx, one.country),
  region: one.region,
  validFrom: one.validFrom,
  validUntil: one.validUntil,
  inForce: inForce(one, ctx.today),
  file: { name: one.fileName, size: one.fileSize },
  askedBy: one.askedByName,
  askedAt: one.askedAt,
  reason: one.reason || null,
  decidedAt: one.decidedAt,
});

/** What the bytes prove; the name and what a browser says of it do not count. */
function decideFile(ctx: VisitorCtx, bytes: Buffer | undefined) {
  const accepted = { types: spoken, max: writeSize(MAX_BYTES, ctx.lang) };
  if (!bytes || bytes.length === 0) return refuse("billing.fileMissing", accepted, "/file");
  const type = sniff(bytes);
  if (type === undefined || type === "program" || !types.includes(type)) return refuse("billing.fileNotAccepted", accepted, "/file");
  return accept(type);
}

async function certificateOf(ctx: VisitorCtx, accountId: string, id: string) {
  const held = await store.loadExemption(ctx.tx, accountId, id);
  const file = held && (await readStoredFile(ctx.house, ctx.tx, accountId, held.fileId));
  return file ? accept({ bytes: file.bytes, name: file.name, type: file.type }) : refuse("billing.noSuchExemption");
}

type Verbs =
  | "exemptions"
  | "askExemption"
  | "withdrawExemption"
  | "certificate"
  | "sayNotConcerned"
  | "taxDesk"
  | "deskCertificate"
  | "decideExemption";

export const exemptionActions: Pick<Actions<typeof billing>, Verbs> = {
  async exemptions(ctx, { query }) {
    const [rows, statement, manage] = await Promise.all([
      store.listExemptions(ctx.tx, ctx.accountId, readCursor(query.cursor), query.limit + 1),
      loadStatement(ctx.tx, ctx.accountId),
      ctx.door("billing.exemptions"),
    ]);
    const page = rows.slice(0, query.limit);
    return accept({
      items: page.map((one) => exemptionView(ctx, one)),
      nextCursor: rows.length > query.limit ? writeCursor(page.at(-1)!) : null,
      countries: countriesOf(ctx),
      country: ctx.standing.country,
      today: ctx.today,
      uploads: { types: [...types], maxBytes: MAX_BYTES },
      notConcerned: statement ?? null,
      moves: { ask: manage, withdraw: manage },
    });
  },

  async askExemption(ctx, { body, upload }) {
    const { accountId, tx } = ctx;
    const form = decideCertificate(body, accounts.countryTerms(ctx.house, tidy(body.country), ctx.lang), ctx.today);
    if (!form.ok) return form;
    const certificate = form.value;
    const type = decideFile(ctx, upload?.bytes);
    if (!type.ok) return type;
    await accounts.hold(tx, accountId);
    if (await store.isOpenFor(tx, accountId, certificate.country, certificate.region))
      return refuse("billing.exemptionOpen", { country: countryName(ctx, certificate.country) });

    const file = await keepFile(ctx.house, tx, accountId, { name: upload.name, type: type.value, bytes: upload.bytes }, ctx.now);
    const id = newId();
    await store.insertExemption(tx, accountId, {
      id,
      certificate,
      fileId: file.id,
      by: ctx.person.id,
      byName: ctx.actor.name,
      at: ctx.now,
    });
    await saveStatement(tx, accountId, null);
    const { country, validUntil } = certificate;
    ctx.record({ type: "taxExemption.submitted", accountId, subject: id, data: { country, validUntil, file: file.name } });
    // The day after its last day, in the house's zone.
    const dueAt = startOf(addDays(validUntil, 1), ctx.house.clock.zone);
    ctx.enqueue({ kind: "taxExemption.expire", key: id, accountId, payload: { exemptionId: id }, clock: "business", dueAt });

    return accept({ id });
  },

  async withdrawExemption(ctx, { params }) {
    const { accountId, tx } = ctx;
    await accounts.hold(tx, accountId);
    const held = await store.loadExemption(tx, accountId, params.exemptionId);
    if (!held) return refuse("billing.noSuchExemption");
    if (!taxExemption.can(held.state, "withdraw")) return refuse("billing.decidedAlready");

    await store.moveExemption(tx, accountId, held.id, "withdraw", { name: ctx.actor.name, at: ctx.now });
    ctx.record({ type: "taxExemption.withdrawn", accountId, subject: held.id, data: { country: held.country } });

    return accept({ id: held.id });
  },

  async certificate(ctx, { params }) {
    return certificateOf(ctx, ctx.accountId, params.exemptionId);
  },

  async sayNotConcerned(ctx, { body }) {
    const { notConcerned } = body;
    await saveStatement(ctx.tx, ctx.accountId, notConcerned ? { name: ctx.actor.name, at: ctx.now } : null);
    ctx.record({
      type: notConcerned ? "taxExemption.notConcerned" : "taxExemption.concerned",
      accountId: ctx.accountId,
      subject: ctx.accountId,
    });
    return accept({ notConcerned });
  },

  async taxDesk(ctx, { query }) {
    const rows = await store.listForDesk(ctx.tx, query.state, readCursor(query.cursor), query.limit + 1);
    const page = rows.slice(0, query.limit);
    return accept({
      items: page.map((one) => ({
        ...exemptionView(ctx, one),
        company: one.company,
        partnerId: one.partnerId,
        legalCountry: countryName(ctx, one.legalCountry),
        vatNumber: one.vatNumber,
        ageDays: ageInDays(one.askedAt, ctx.now),
      })),
      nextCursor: rows.length > query.limit ? writeCursor(page.at(-1)!) : null,
    });
  },

  async deskCertificate(ctx, { params }) {
    const accountId = await store.accountOfExemption(ctx.tx, params.exemptionId);
    return accountId ? certificateOf(ctx, accountId, params.exemptionId) : refuse("billing.noSuchExemption");
  },

  async decideExemption(ctx, { params, body }) {
    const { tx } = ctx;
    const accountId = await store.accountOfExemption(tx, params.exemptionId);
    if (!accountId) return refuse("billing.noSuchExemption");
    await accounts.hold(tx, accountId);
    const held = (await store.loadExemption(tx, accountId, params.exemptionId))!;
    const ruling = decideRuling(held, body.decision, ctx.today);
    if (!ruling.ok) return ruling;
    const reason = tidy(body.reason);
    if (body.decision === "reject" && reason === "") return refuse("billing.reasonNeeded", {}, "/reason");

    await store.moveExemption(tx, accountId, held.id, body.decision, { name: ctx.actor.name, at: ctx.now, reason });
    const { country, validUntil } = held;
    ctx.record({
      type: body.decision === "approve" ? "taxExemption.approved" : "taxExemption.rejected",
      accountId,
      subject: held.id,
      data: { country, validUntil, reason },
    });
    const asker = await accounts.memberOf(tx, accountId, held.askedBy);
    const legal = (await accounts.loadProfile(tx, accountId))!;
    if (asker?.active)
      ctx.post(exemptionLetter(ctx.house, { accountId, company: legal.name, to: asker, decision: body.decision, held, reason }));

    return accept({ state: ruling.value });
  },
};
