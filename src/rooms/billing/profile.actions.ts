import type { Refused } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import { tidy } from "../../kit/names.ts";
import { countryOf, findCountry } from "../../programme/programme.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import { Email } from "../../wire.ts";
import * as accounts from "../accounts/door.ts";
import { readForm } from "../accounts/profile.rules.ts";
import * as company from "../company/door.ts";
import { confirmedEmailOf } from "../verification/door.ts";
import type { billing } from "./contract.ts";
import { exemptionOn } from "./door.ts";
import { hasExemption } from "./exemptions.store.ts";
import { billToLetter } from "./letters.ts";
import { countriesOf, countryName, readCursor, writeCursor } from "./places.ts";
import type { AddressValues, ContactValues } from "./rules.ts";
import { ageInDays, billToRequest, contactFields, decideAddress, decideContact } from "./rules.ts";
import * as store from "./store.ts";

/** The profile as it stands, or as it follows the legal one until somebody writes it. */
async function currentOf(
  ctx: Pick<AccountCtx, "tx" | "house">,
  accountId: string,
): Promise<store.Written & { version: number; id: string }> {
  const held = await store.loadProfile(ctx.tx, accountId);
  if (held) return held;
  const legal = (await accounts.loadProfile(ctx.tx, accountId))!;
  const { addressLine1, addressLine2, postalCode, city, country, contact } = legal;
  return {
    id: newId(),
    version: 0,
    billTo: legal.name,
    ...{ addressLine1, addressLine2, postalCode, city, country },
    contactGivenName: contact.givenName,
    contactFamilyName: contact.familyName,
    contactEmail: contact.email,
    contactPhone: contact.phone,
    poNumber: "",
    taxId: legal.vatNumber,
    currency: (findCountry(ctx.house.programme, country) ?? countryOf(ctx.house.programme, ctx.house.programme.defaultCountry)).currency,
  };
}

const hour = (ctx: AccountCtx, at: string): string =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: ctx.house.clock.zone }).format(
    new Date(at),
  );

async function moved(ctx: AccountCtx): Promise<Refused<"billing.moved">> {
  const held = await store.loadProfile(ctx.tx, ctx.accountId);
  return refuse("billing.moved", { time: hour(ctx, held?.updatedAt ?? ctx.now) });
}

const requestView = ({ id, from, to, because, state, askedByName, askedAt, reason, decidedAt }: store.Request) => ({
  id,
  from,
  to,
  because,
  state,
  askedBy: askedByName,
  askedAt,
  reason: reason || null,
  decidedAt,
});

/** A name and a reason as typed, each at its field. */
const readRequest = (typed: { name: string; because: string }) =>
  readForm<"name" | "because">(["name", "because"], { longest: { name: 200, because: 500 }, optional: new Set() }, typed).close();

type Verbs = "profile" | "change" | "changeAddress" | "askBillTo" | "withdrawBillTo" | "completion" | "billToDesk" | "decideBillTo";

export const profileActions: Pick<Actions<typeof billing>, Verbs> = {
  async profile(ctx) {
    const { accountId, tx } = ctx;
    const [held, current, request, exempt] = await Promise.all([
      store.loadProfile(tx, accountId),
      currentOf(ctx, accountId),
      store.newestRequest(tx, accountId),
      exemptionOn(tx, accountId, ctx.standing.country, ctx.today),
    ]);
    const open = request?.state === "requested";
    const [edit, editAddress, ask, withdraw] = await Promise.all([
      ctx.door("billing.edit"),
      ctx.door("billing.address"),
      ctx.door("billing.edit", open ? refuse("billing.askedAlready", { name: request.to }) : undefined),
      ctx.door("billing.edit", open ? undefined : refuse("billing.decidedAlready")),
    ]);
    const { id: _, ...values } = current;
    return accept({
      ...values,
      countryName: countryName(ctx, current.country),
      updatedAt: held?.updatedAt ?? null,
      updatedBy: held?.updatedByName ?? null,
      exemptUntil: exempt?.validUntil ?? null,
      countries: countriesOf(ctx),
      request: request ? requestView(request) : null,
      moves: { edit, editAddress, ask, withdraw },
    });
  },

  async change(ctx, { body }) {
    const { accountId, tx } = ctx;
    const { version, ...typed } = body;
    await accounts.hold(tx, accountId);
    const before = await currentOf(ctx, accountId);
    if (before.version !== version) return moved(ctx);
    const given = Object.fromEntries(contactFields.map((field) => [field, typed[field] ?? before[field]])) as ContactValues;
    const form = decideContact(given, ctx.standing.country, (text) => Email.safeParse(text).success);
    if (!form.ok) return form;
    const fields = contactFields.filter((field) => form.value[field] !== before[field]);
    if (fields.length === 0) return accept({ version });

    await store.saveProfile(tx, accountId, before.id, { ...before, ...form.value }, { name: ctx.actor.name, at: ctx.now });
    ctx.record({ type: "billing.changed", accountId, subject: accountId, data: { fields } });

    return accept({ version: version + 1 });
  },

  async changeAddress(ctx, { body }) {
    const { accountId, tx } = ctx;
    const { version, ...typed } = body;
    const form = decideAddress(typed, accounts.countryTerms(ctx.house, tidy(typed.country), ctx.lang));
    if (!form.ok) return form;
    await accounts.hold(tx, accountId);
    const before = await currentOf(ctx, accountId);
    if (before.version !== version) return moved(ctx);
    const fields = (Object.keys(form.value) as (keyof AddressValues)[]).filter((field) => form.value[field] !== before[field]);
    if (fields.length === 0) return accept({ version });

    await store.saveProfile(tx, accountId, before.id, { ...before, ...form.value }, { name: ctx.actor.name, at: ctx.now });
    ctx.record({ type: "billing.addressChanged", accountId, subject: accountId, data: { fields } });

    return accept({ version: version + 1 });
  },

  async askBillTo(ctx, { body }) {
    const { accountId, tx } = ctx;
    const form = readRequest(body);
    if (!form.ok) return form;
    const { name, because } = form.value;
    await accounts.hold(tx, accountId);
    const open = await store.newestRequest(tx, accountId);
    if (open?.state === "requested") return refuse("billing.askedAlready", { name: open.to });
    const { billTo } = await currentOf(ctx, accountId);
    if (billTo === name) return refuse("billing.sameName", {}, "/name");

    const id = newId();
    await store.insertRequest(tx, accountId, {
      id,
      from: billTo,
      to: name,
      because,
      by: ctx.person.id,
      byName: ctx.actor.name,
      at: ctx.now,
    });
    ctx.record({ type: "billing.nameAsked", accountId, subject: id, data: { from: billTo, to: name } });

    return accept({ id });
  },

  async withdrawBillTo(ctx, { params }) {
    const { accountId, tx } = ctx;
    await accounts.hold(tx, accountId);
    const held = await store.loadRequest(tx, accountId, params.requestId);
    if (!held) return refuse("billing.noSuchRequest");
    if (!billToRequest.can(held.state, "withdraw")) return refuse("billing.decidedAlready");

    await store.moveRequest(tx, accountId, held.id, "withdraw", { name: ctx.actor.name, at: ctx.now, reason: "" });
    ctx.record({ type: "billing.nameWithdrawn", accountId, subject: held.id, data: { to: held.to } });

    return accept({ id: held.id });
  },

  async completion(ctx) {
    const { accountId, tx } = ctx;
    const [profile, support, exempt, statement, confirmed] = await Promise.all([
      accounts.loadProfile(tx, accountId),
      company.hasSupport(tx, accountId),
      hasExemption(tx, accountId),
      store.loadStatement(tx, accountId),
      confirmedEmailOf(tx, accountId),
    ]);
    const [edit, tax, answer] = await Promise.all([
      ctx.door("company.edit"),
      ctx.door("billing.exemptions"),
      ctx.door("verification.answer"),
    ]);
    return accept({
      items: [
        { id: "support" as const, done: support, path: "~/settings/support", door: edit },
        { id: "tax" as const, done: exempt || statement !== undefined, path: "~/settings/billing/tax", door: tax },
        { id: "contact" as const, done: confirmed === profile!.contact.email, path: "~/settings/verification", door: answer },
      ],
    });
  },

  async billToDesk(ctx, { query }) {
    const rows = await store.listRequests(ctx.tx, query.state, readCursor(query.cursor), query.limit + 1);
    const page = rows.slice(0, query.limit);
    return accept({
      items: page.map((row) => ({
        ...requestView(row),
        company: row.company,
        partnerId: row.partnerId,
        ageDays: ageInDays(row.askedAt, ctx.now),
      })),
      nextCursor: rows.length > query.limit ? writeCursor(page.at(-1)!) : null,
    });
  },

  async decideBillTo(ctx, { params, body }) {
    const { tx } = ctx;
    const accountId = await store.accountOfRequest(tx, params.requestId);
    if (!accountId) return refuse("billing.noSuchRequest");
    await accounts.hold(tx, accountId);
    const held = (await store.loadRequest(tx, accountId, params.requestId))!;
    if (!billToRequest.can(held.state, body.decision)) return refuse("billing.decidedAlready");
    const reason = tidy(body.reason);
    if (body.decision === "refuse" && reason === "") return refuse("billing.reasonNeeded", {}, "/reason");
    const form = readRequest({ name: body.name ?? held.to, because: held.because });
    if (!form.ok) return form;

    const before = await currentOf(ctx, accountId);
    const billTo = body.decision === "approve" ? form.value.name : before.billTo;
    await store.moveRequest(tx, accountId, held.id, body.decision, { name: ctx.actor.name, at: ctx.now, reason });
    if (body.decision === "approve")
      await store.saveProfile(tx, accountId, before.id, { ...before, billTo }, { name: ctx.actor.name, at: ctx.now });
    ctx.record({
      type: body.decision === "approve" ? "billing.nameChanged" : "billing.nameRefused",
      accountId,
      subject: held.id,
      data: { from: before.billTo, to: body.decision === "approve" ? billTo : held.to, reason },
    });
    const asker = await accounts.memberOf(tx, accountId, held.askedBy);
    const legal = (await accounts.loadProfile(tx, accountId))!;
    if (asker?.active)
      ctx.post(
        billToLetter(ctx.house, { accountId, company: legal.name, to: asker, decision: body.decision, billTo, asked: held.to, reason }),
      );

    return accept({ state: billToRequest.to(body.decision), billTo });
  },
};
