import { dayOf } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import { newId } from "../../kit/ids.ts";
import { isStrange, tidy } from "../../kit/names.ts";
import { findCountry } from "../../programme/programme.ts";
import type { AccountCtx, Actions } from "../../server/context.ts";
import * as accounts from "../accounts/door.ts";
import type { company } from "./contract.ts";
import { removalMail } from "./letters.ts";
import type { Location } from "./locations.store.ts";
import * as store from "./locations.store.ts";
import type { LocationField, LocationValues } from "./rules.ts";
import { decideAdd, decideLocation, decideName, decideRemoval, locationFields, nameKey } from "./rules.ts";
import { hourOf } from "./times.ts";

const countryName = (ctx: Pick<AccountCtx, "house" | "lang">, code: string): string =>
  findCountry(ctx.house.programme, code)?.name[ctx.lang] ?? code;

const decided = (ctx: AccountCtx, values: LocationValues) =>
  decideLocation(values, accounts.countryTerms(ctx.house, tidy(values.country), ctx.lang), accounts.checkWorkEmail(ctx.house));

const valuesOf = (held: Location): Record<LocationField, string> =>
  Object.fromEntries(locationFields.map((field) => [field, held[field]])) as Record<LocationField, string>;

const writeCursor = ({ main, key, id }: store.Cursor): string => Buffer.from(JSON.stringify([main, key, id])).toString("base64url");

/** A cursor that is not ours asks for the first page. */
function readCursor(text: string | undefined): store.Cursor | undefined {
  try {
    const [main, key, id] = JSON.parse(Buffer.from(text ?? "", "base64url").toString("utf8")) as unknown[];
    const ours =
      typeof main === "boolean" && typeof key === "string" && !key.includes("\0") && typeof id === "string" && /^[0-9a-f-]{36}$/.test(id);
    return ours ? { main, key, id } : undefined;
  } catch {
    return undefined;
  }
}

type Verbs = "locations" | "addLocation" | "changeLocation" | "makeMain" | "findLocations" | "removeLocation";

export const locationActions: Pick<Actions<typeof company>, Verbs> = {
  async locations(ctx, { query }) {
    const { programme } = ctx.house;
    const [profile, rows, total] = await Promise.all([
      accounts.loadProfile(ctx.tx, ctx.accountId),
      store.listLocations(ctx.tx, ctx.accountId, readCursor(query.cursor), query.limit + 1),
      store.countLocations(ctx.tx, ctx.accountId),
    ]);
    const [manage, remove, mainAlready] = await Promise.all([
      ctx.door("locations.manage"),
      ctx.door("locations.manage", refuse("company.onlyStaffRemove", { email: programme.operator.email })),
      ctx.door("locations.manage", refuse("company.mainAlready")),
    ]);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return accept({
      items: page.map((one) => ({
        ...valuesOf(one),
        id: one.id,
        partnerId: one.partnerId,
        main: one.main,
        countryName: countryName(ctx, one.country),
        version: one.version,
        addedOn: dayOf(one.addedAt, ctx.house.clock.zone),
        updatedAt: one.updatedAt,
        moves: { edit: manage, makeMain: one.main ? mainAlready : manage, remove },
      })),
      nextCursor: rows.length > query.limit && last ? writeCursor(last) : null,
      total,
      partnerId: profile!.partnerId,
      legalName: profile!.name,
      country: profile!.country,
      countries: programme.countries
        .map(({ code, name, postalCode }) => ({ code, name: name[ctx.lang], postalCodeExample: postalCode?.example ?? "" }))
        .sort((a, b) => a.name.localeCompare(b.name, ctx.lang)),
      moves: { add: manage },
    });
  },

  async addLocation(ctx, { body }) {
    const { accountId } = ctx;
    const form = decided(ctx, body);
    if (!form.ok) return form;
    const values = form.value;
    const key = nameKey(values.name);
    // Hold the company first: whoever holds it may count its locations and compare their names.
    await accounts.hold(ctx.tx, accountId);
    const [namesake, count] = [await store.namesakeOf(ctx.tx, accountId, key, null), await store.countLocations(ctx.tx, accountId)];
    const may = decideAdd(values.name, { namesake, count });
    if (!may.ok) return may;

    const made = { id: newId(), partnerId: await accounts.nextPartnerId(ctx.tx), main: count === 0 };
    await store.insertLocation(ctx.tx, accountId, { ...made, key, at: ctx.now, values });
    ctx.record({ type: "location.added", accountId, subject: made.id, data: { name: values.name, partnerId: made.partnerId } });

    return accept(made);
  },

  async changeLocation(ctx, { params, body }) {
    const { accountId } = ctx;
    await accounts.hold(ctx.tx, accountId);
    const held = await store.loadLocation(ctx.tx, accountId, params.locationId);
    if (held?.state !== "active") return refuse("company.noSuchLocation");
    const { version, ...typed } = body;
    if (version !== held.version) return refuse("company.moved", { time: hourOf(ctx, held.updatedAt) });
    const before = valuesOf(held);
    const form = decided(ctx, Object.fromEntries(locationFields.map((field) => [field, typed[field] ?? before[field]])) as LocationValues);
    if (!form.ok) return form;
    const values = form.value;
    const key = nameKey(values.name);
    const free = decideName(values.name, await store.namesakeOf(ctx.tx, accountId, key, held.id));
    if (!free.ok) return free;
    const fields = locationFields.filter((field) => values[field] !== before[field]);
    if (fields.length === 0) return accept({ version });

    const written = await store.updateLocation(ctx.tx, accountId, held.id, version, key, values, ctx.now);
    if (!written) throw new Error(`location ${held.id} changed under its company's lock`);
    ctx.record({ type: "location.changed", accountId, subject: held.id, data: { name: values.name, partnerId: held.partnerId, fields } });

    return accept({ version: version + 1 });
  },

  async makeMain(ctx, { params }) {
    const { accountId } = ctx;
    await accounts.hold(ctx.tx, accountId);
    const held = await store.loadLocation(ctx.tx, accountId, params.locationId);
    if (held?.state !== "active") return refuse("company.noSuchLocation");
    if (held.main) return refuse("company.mainAlready");

    await store.setMain(ctx.tx, accountId, held.id);
    ctx.record({ type: "location.madeMain", accountId, subject: held.id, data: { name: held.name, partnerId: held.partnerId } });

    return accept({ id: held.id });
  },

  async findLocations(ctx, { query }) {
    if (query.q === "" || isStrange(query.q)) return accept({ items: [], nextCursor: null });
    const after = readCursor(query.cursor);
    const rows = await store.findLocations(ctx.tx, query.q, nameKey(query.q), after, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return accept({
      items: page.map((one) => ({
        id: one.id,
        partnerId: one.partnerId,
        name: one.name,
        address: [one.addressLine1, one.addressLine2, `${one.postalCode} ${one.city}`, countryName(ctx, one.country)]
          .filter(Boolean)
          .join(", "),
        main: one.main,
        state: one.state,
        company: one.company,
        companyPartnerId: one.companyPartnerId,
      })),
      nextCursor: rows.length > query.limit && last ? writeCursor({ ...last, main: false }) : null,
    });
  },

  async removeLocation(ctx, { params, body }) {
    const accountId = await store.accountOf(ctx.tx, params.locationId);
    if (!accountId) return refuse("company.noSuchLocation");
    await accounts.hold(ctx.tx, accountId);
    const held = (await store.loadLocation(ctx.tx, accountId, params.locationId))!;
    const may = decideRemoval(held, (await store.countLocations(ctx.tx, accountId)) - 1);
    if (!may.ok) return may;

    const because = tidy(body.reason);
    await store.removeLocation(ctx.tx, accountId, held.id, may.value, { at: ctx.now, byName: ctx.actor.name, because });
    ctx.record({
      type: "location.removed",
      accountId,
      subject: held.id,
      data: { name: held.name, partnerId: held.partnerId, reason: because },
    });
    const profile = (await accounts.loadProfile(ctx.tx, accountId))!;
    for (const person of await accounts.membersWith(ctx.tx, accountId, ["globalAdmin", "accountAdmin"]))
      ctx.post(removalMail(ctx.house, { accountId, company: profile.name, to: person, location: held, because }));

    return accept({ id: held.id });
  },
};
