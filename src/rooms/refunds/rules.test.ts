import path from "node:path";
import { describe, expect, test } from "vitest";
import { loadProgramme } from "../../programme/load.ts";
import type { Facts, Standing } from "./rules.ts";
import { blocksOf, checksOf, decideApproval, decideRefund, decideRefusal, isFinal, refund } from "./rules.ts";

const programme = loadProgramme(path.resolve(import.meta.dirname, "../../../programmes/network"));
const offer = programme.offers[0]!;
/** The strict reading of C8: everything that the list may name. */
const strict = {
  ...programme,
  offers: [{ ...offer, refund: { days: 30, blockedBy: ["keyOpened", "seatAssigned"] as const } }],
} as unknown as typeof programme;

const bought: Facts = {
  programme,
  order: {
    offerId: offer.id,
    state: "paid",
    placedOn: "2026-06-01",
    refundedOn: null,
    term: 1,
    card: { brand: "Visa", last4: "4242", expMonth: 9, expYear: 2031 },
    gateway: "sandbox",
  },
  membership: { state: "active", term: 1, endsOn: "2027-06-01", refunding: false, renewing: false },
  uses: [],
  openedKeys: [],
  provider: "sandbox",
  askedOn: "2026-06-01",
  contact: "a@b.example",
};
const codes = (facts: Facts): string[] => blocksOf(facts).map(({ code }) => code);
const opened = (product: string) => ({ product, by: "Maëlle Kermadec", on: "2026-06-05" });

describe("the rule", () => {
  test.each([
    ["2026-06-01", []],
    ["2026-07-01", []],
    ["2026-07-02", ["refunds.tooLate"]],
    ["2027-06-01", ["refunds.tooLate"]],
  ])("F-118 G-015 bought on 1 June and asked for on %s: day 30 passes, day 31 does not", (askedOn, blocks) => {
    expect(codes({ ...bought, askedOn })).toEqual(blocks);
  });

  test("F-118 G-015 the rule is wide open on the day of the purchase, and a refusal carries its days", () => {
    expect(decideRefund(bought)).toEqual({ ok: true, value: null });
    expect(decideRefund({ ...bought, askedOn: "2026-07-02" })).toEqual({
      ok: false,
      code: "refunds.tooLate",
      params: { count: 30, placedOn: "2026-06-01", untilOn: "2026-07-01" },
    });
  });

  test("G-015 S-08 each opened key is named with who opened it and when; without one that can be named the opening still counts", () => {
    const uses = [{ what: "keyOpened", on: "2026-06-05" }];
    const two = { ...bought, uses, openedKeys: [opened("Système"), opened("Base")] };
    expect(blocksOf(two).map(({ code, params }) => [code, params.product, params.name, params.openedOn])).toEqual([
      ["refunds.keyOpened", "Système", "Maëlle Kermadec", "2026-06-05"],
      ["refunds.keyOpened", "Base", "Maëlle Kermadec", "2026-06-05"],
    ]);
    expect(blocksOf({ ...bought, uses })).toEqual([{ ok: false, code: "refunds.aKeyOpened", params: { openedOn: "2026-06-05" } }]);
  });

  test("G-015 a seat counts where the programme's list names it, and nowhere else", () => {
    const seated = { ...bought, uses: [{ what: "seatAssigned", on: "2026-06-03" }] };
    expect(codes(seated)).toEqual([]);
    expect(blocksOf({ ...seated, programme: strict })).toEqual([
      { ok: false, code: "refunds.seatAssigned", params: { assignedOn: "2026-06-03" } },
    ]);
    expect(checksOf(bought).map(({ name }) => name)).toEqual(["order", "membership", "days", "keyOpened", "payment"]);
    expect(checksOf({ ...bought, programme: strict }).map(({ name }) => name)).toContain("seatAssigned");
  });

  test.each([
    ["given back already", { order: { ...bought.order, state: "refunded" as const, refundedOn: "2026-06-09" } }, ["refunds.givenBack"]],
    ["on its way", { membership: { ...bought.membership, refunding: true } }, ["refunds.underWay"]],
    ["renewed since", { membership: { ...bought.membership, term: 2, endsOn: "2028-06-01" } }, ["refunds.renewedSince"]],
    ["being renewed now", { membership: { ...bought.membership, renewing: true } }, ["refunds.renewalUnderWay"]],
    ["ended", { membership: { ...bought.membership, state: "expired" as const } }, ["refunds.membershipOver"]],
    ["of an offer that left the programme", { order: { ...bought.order, offerId: "gone" } }, ["refunds.noRule"]],
    ["paid by no provider", { order: { ...bought.order, gateway: null } }, ["refunds.byHand"]],
    ["taken by another provider", { provider: "elsewhere" }, ["refunds.noProvider"]],
    ["taken by a provider that this house has not", { provider: undefined }, ["refunds.noProvider"]],
  ])("G-015 what is %s says so", (_, change, blocks) => {
    expect(codes({ ...bought, ...change })).toEqual(blocks);
  });

  test("G-015 a renewal counts from its own order, and is given back as the term that runs", () => {
    const renewed: Facts = {
      ...bought,
      order: { ...bought.order, placedOn: "2027-05-20", term: 2 },
      membership: { ...bought.membership, term: 2, endsOn: "2028-06-01" },
      askedOn: "2027-06-19",
    };
    expect([codes(renewed), codes({ ...renewed, askedOn: "2027-06-20" })]).toEqual([[], ["refunds.tooLate"]]);
  });

  test("G-015 everything that stands against it is said at once, in the order of what is looked at", () => {
    const bad: Facts = {
      ...bought,
      programme: strict,
      order: { ...bought.order, gateway: null },
      uses: [
        { what: "seatAssigned", on: "2026-06-02" },
        { what: "keyOpened", on: "2026-06-05" },
      ],
      openedKeys: [opened("Système")],
      askedOn: "2026-09-01",
    };
    const decision = decideRefund(bad);
    const all = decision.ok ? [] : [decision, ...(decision.also ?? [])].map(({ code }) => code);
    expect(all).toEqual(["refunds.tooLate", "refunds.keyOpened", "refunds.seatAssigned", "refunds.byHand"]);
    expect(all.filter((code) => isFinal(code))).toEqual(["refunds.byHand"]);
  });
});

describe("the desk", () => {
  const asked: Standing = { state: "requested", version: 3, askedBy: "asker", proposedBy: null };
  const proposed: Standing = { ...asked, state: "proposed", proposedBy: "first" };
  const late = blocksOf({ ...bought, askedOn: "2026-09-01" });
  const never = blocksOf({ ...bought, order: { ...bought.order, gateway: null } });

  test.each([
    ["within the rule, by somebody else", asked, "me", [], "", "approve"],
    ["within the rule, by the one who asked", asked, "asker", [], "", "refunds.ownRequest"],
    ["beyond the rule, without a reason", asked, "me", late, " ", "refunds.exceptionNeedsReason"],
    ["beyond the rule, with one", asked, "me", late, "Erreur de notre part", "propose"],
    ["beyond the rule, by the one who asked: somebody else confirms", asked, "asker", late, "Erreur de notre part", "propose"],
    ["a proposed exception, by its proposer", proposed, "first", late, "", "refunds.ownException"],
    ["a proposed exception, by the one who asked", proposed, "asker", late, "", "refunds.ownRequest"],
    ["a proposed exception, by a third", proposed, "me", late, "", "confirm"],
    ["what cannot be given back at all", asked, "me", never, "Tant pis", "refunds.byHand"],
    ["what cannot be given back at all, already proposed", proposed, "me", never, "", "refunds.byHand"],
    ["what is decided", { ...asked, state: "refused" as const }, "me", [], "", "refunds.decidedAlready"],
    ["what is on its way", { ...asked, state: "paying" as const }, "me", [], "", "refunds.decidedAlready"],
  ])("O13 %s", (_, held, me, blocks, exception, outcome) => {
    const decision = decideApproval(held, 3, me, blocks, exception);
    expect(decision.ok ? decision.value : decision.code).toBe(outcome);
  });

  test("O13 whoever decides has read the case as it stands", () => {
    expect(decideApproval(asked, 2, "me", [], "")).toMatchObject({ code: "refunds.changedMeanwhile" });
    expect(decideRefusal(asked, 2)).toMatchObject({ code: "refunds.changedMeanwhile" });
    expect([decideRefusal(asked, 3).ok, decideRefusal(proposed, 3).ok]).toEqual([true, true]);
    expect(decideRefusal({ ...asked, state: "withdrawn" }, 3)).toMatchObject({ code: "refunds.decidedAlready" });
  });

  test("O13 what is on its way to the provider is stopped by the provider alone", () => {
    expect(refund.legal("paying")).toEqual(["pay", "fail"]);
    for (const end of ["refunded", "failed", "refused", "withdrawn"] as const) expect(refund.legal(end)).toEqual([]);
  });
});
