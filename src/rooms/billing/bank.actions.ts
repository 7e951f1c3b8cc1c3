import { addSeconds } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import { permits } from "../../permissions.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { takeBack } from "../../server/jobs.ts";
import * as accounts from "../accounts/door.ts";
import { bankAccount, CONFIRM_DAYS, decideBank, decideConfirm } from "./bank.rules.ts";
import type { BankRow } from "./bank.store.ts";
import * as store from "./bank.store.ts";
import type { billing } from "./contract.ts";
import { tellOfBank } from "./letters.ts";
import { countryName } from "./places.ts";

const bankView = (ctx: AccountCtx, row: BankRow) => ({
  id: row.id,
  state: row.state,
  holder: row.holder,
  country: row.country,
  countryName: countryName(ctx, row.country),
  last4: row.last4,
  bic: row.bic,
  sepa: row.sepa,
  askedBy: row.askedByName,
  askedAt: row.askedAt,
  expiresAt: row.expiresAt,
  confirmedBy: row.confirmedByName,
  confirmedAt: row.confirmedAt,
});

async function currentOf(ctx: AccountCtx): Promise<{ active: BankRow | undefined; pending: BankRow | undefined }> {
  const rows = await store.currentBanks(ctx.tx, ctx.accountId);
  const of = (state: BankRow["state"]) => rows.find((row) => row.state === state);
  return { active: of("active"), pending: of("pending") };
}

/** What a fact and a mail may say of a bank account. */
const said = ({ country, last4 }: Pick<BankRow, "country" | "last4">) => ({ country, last4 });

type Verbs = "bank" | "askBank" | "confirmBank" | "cancelBank";

export const bankActions: Pick<Actions<typeof billing>, Verbs> = {
  async bank(ctx) {
    const { active, pending } = await currentOf(ctx);
    const holders = await accounts.membersWith(ctx.tx, ctx.accountId, permits["billing.bank"].roles);
    const nothing = refuse("billing.noSuchChange");
    const confirm = pending ? decideConfirm(pending, ctx.person.id, ctx.now) : nothing;
    const [ask, confirming, cancel] = await Promise.all([
      ctx.door("billing.bank", pending ? refuse("billing.bankPending", { name: pending.askedByName, last4: pending.last4 }) : undefined),
      ctx.door("billing.bank", confirm.ok ? undefined : confirm),
      ctx.door("billing.bank", pending ? undefined : nothing),
    ]);
    return accept({
      active: active ? bankView(ctx, active) : null,
      pending: pending ? bankView(ctx, pending) : null,
      others: holders.filter(({ userId }) => userId !== ctx.person.id).map(({ name }) => name),
      confirmDays: CONFIRM_DAYS,
      moves: { ask, confirm: confirming, cancel },
    });
  },

  async askBank(ctx, { body }) {
    const { accountId, tx, house } = ctx;
    const read = decideBank(body);
    if (!read.ok) return read;
    const bank = read.value;
    // Hold the company first: one change waits at a time.
    await accounts.hold(tx, accountId);
    const { pending } = await currentOf(ctx);
    if (pending) return refuse("billing.bankPending", { name: pending.askedByName, last4: pending.last4 });

    const id = newId();
    const expiresAt = addSeconds(ctx.now, CONFIRM_DAYS * 86_400);
    const sealed = house.secret.seal(bank.iban, `iban:${id}`);
    await store.insertBank(tx, accountId, { id, sealed, bank, by: ctx.person.id, byName: ctx.actor.name, at: ctx.now, expiresAt });
    ctx.record({ type: "bankAccount.asked", accountId, subject: id, data: said(bank) });
    ctx.enqueue({ kind: "bankAccount.expire", key: id, accountId, payload: { changeId: id }, clock: "business", dueAt: expiresAt });
    await tellOfBank(ctx, accountId, "asked", { ...said(bank), by: ctx.actor.name, expiresAt });

    return accept(bankView(ctx, (await store.loadBank(tx, accountId, id))!));
  },

  async confirmBank(ctx, { params }) {
    const { accountId, tx } = ctx;
    await accounts.hold(tx, accountId);
    const held = await store.loadBank(tx, accountId, params.changeId);
    if (!held) return refuse("billing.noSuchChange");
    const may = decideConfirm(held, ctx.person.id, ctx.now);
    if (!may.ok) return may;

    const confirmed = await store.confirmBank(tx, accountId, held.id, { id: ctx.person.id, name: ctx.actor.name, at: ctx.now });
    if (!confirmed) throw new Error(`bank account ${held.id} changed under its company's lock`);
    await tx.query(takeBack("bankAccount.expire", held.id));
    ctx.record({ type: "bankAccount.confirmed", accountId, subject: held.id, data: { ...said(held), asked: held.askedByName } });
    await tellOfBank(ctx, accountId, "confirmed", { ...said(held), by: held.askedByName, other: ctx.actor.name });

    return accept(bankView(ctx, (await store.loadBank(tx, accountId, held.id))!));
  },

  async cancelBank(ctx, { params }) {
    const { accountId, tx } = ctx;
    await accounts.hold(tx, accountId);
    const held = await store.loadBank(tx, accountId, params.changeId);
    if (!held) return refuse("billing.noSuchChange");
    if (!bankAccount.can(held.state, "cancel")) return refuse("billing.bankSettled");

    await store.closeBank(tx, accountId, held.id, "cancel", { name: ctx.actor.name, at: ctx.now });
    await tx.query(takeBack("bankAccount.expire", held.id));
    ctx.record({ type: "bankAccount.cancelled", accountId, subject: held.id, data: { ...said(held), asked: held.askedByName } });
    await tellOfBank(ctx, accountId, "cancelled", { ...said(held), by: held.askedByName, other: ctx.actor.name });

    return accept(bankView(ctx, (await store.loadBank(tx, accountId, held.id))!));
  },
};
