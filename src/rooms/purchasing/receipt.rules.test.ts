import { describe, expect, test } from "vitest";
import { money } from "../../kit/money.ts";
import type { Payable, Receipt } from "./receipt.rules.ts";
import { agrees, compare, decideMatch, decideReceipt, readDay, readReference, readSum, receipt } from "./receipt.rules.ts";
import { decideProof, sameAccount } from "./transfer.rules.ts";

const today = "2027-03-09";
const due: Payable = {
  number: "2027-000123",
  partnerId: "1234567",
  state: "awaitingPayment",
  payUntil: "2027-03-31",
  total: money(51000, "EUR"),
  newer: null,
  held: false,
};
const received: Receipt & { state: "unmatched" } = {
  receivedOn: "2027-03-08",
  amount: money(51000, "EUR"),
  reference: "2027-000123 1234567",
  payer: "KERMADEC SAS",
  state: "unmatched",
};
const write = ({ minor, currency }: { minor: number; currency: string }) => `${minor} ${currency}`;
const codeOf = (decision: { ok: boolean; code?: string }) => (decision.ok ? "ok" : decision.code);

describe("what a transfer's message names", () => {
  test.each<[string, string[], string[]]>([
    ["2027-000123 1234567", ["2027-000123"], ["1234567"]],
    ["CMD 2027000123/MPN1234567", ["2027-000123"], ["1234567"]],
    ["2027 - 000123, 1234567", ["2027-000123"], ["1234567"]],
    ["1234567 2027-000123 2027-000124", ["2027-000123", "2027-000124"], ["1234567"]],
    ["facture de mars", [], []],
    ["", [], []],
    // Glued together nobody can tell where one number ends: a person decides.
    ["20270001231234567", [], []],
    ["2027-00012", [], []],
    ["tel 0298001472", ["0298-001472"], []],
  ])("O11 « %s »", (reference, numbers, partnerIds) => {
    expect(readReference(reference)).toEqual({ numbers, partnerIds });
  });
});

describe("what the machine says of each field", () => {
  test.each<[string, Partial<Receipt>, object]>([
    ["all agrees", {}, { amount: "same", currency: true, number: true, partnerId: true }],
    ["less", { amount: money(50999, "EUR") }, { amount: "less", currency: true, number: true, partnerId: true }],
    ["more", { amount: money(51001, "EUR") }, { amount: "more", currency: true, number: true, partnerId: true }],
    ["another currency", { amount: money(51000, "USD") }, { amount: "unlike", currency: false, number: true, partnerId: true }],
    ["another order", { reference: "2027-000124 1234567" }, { amount: "same", currency: true, number: false, partnerId: true }],
    ["another company", { reference: "2027-000123 7654321" }, { amount: "same", currency: true, number: true, partnerId: false }],
  ])("O11 %s", (_, change, said) => {
    const compared = compare({ ...received, ...change }, due);
    expect(compared).toEqual(said);
    expect(agrees(compared)).toBe(Object.keys(change).length === 0);
  });
});

describe("whether it pays the order", () => {
  const asked = { reason: "", write };
  test.each<[string, Partial<typeof received> | { state: "matched" | "returned" }, Partial<Payable>, string]>([
    ["all agrees", {}, {}, "ok"],
    ["with its proof too", {}, { state: "proofSubmitted" }, "ok"],
    ["matched already", { state: "matched" }, {}, "purchasing.receiptSettled"],
    ["given back already", { state: "returned" }, {}, "purchasing.receiptSettled"],
    ["the order is paid", {}, { state: "paid" }, "purchasing.receiptOrderPaid"],
    ["a cancelled order is never paid", {}, { state: "cancelled" }, "purchasing.receiptOrderOver"],
    ["less", { amount: money(50999, "EUR") }, {}, "purchasing.receiptAmount"],
    ["more", { amount: money(51001, "EUR") }, {}, "purchasing.receiptAmount"],
    ["another currency", { amount: money(51000, "USD") }, {}, "purchasing.receiptCurrency"],
    ["another order named: somebody must say why", { reference: "2027-000124 1234567" }, {}, "purchasing.matchReasonNeeded"],
    ["no company named: somebody must say why", { reference: "2027-000123" }, {}, "purchasing.matchReasonNeeded"],
    ["the order is over, and the money came on its last day", { receivedOn: "2027-03-31" }, { state: "expired" }, "ok"],
    ["the order is over, and the money came a day late", { receivedOn: "2027-04-01" }, { state: "expired" }, "purchasing.receiptLate"],
    ["over, and the company has ordered again", {}, { state: "expired", newer: "2027-000200" }, "purchasing.receiptNewerOrder"],
    ["over, and the company has bought otherwise", {}, { state: "expired", held: true }, "purchasing.receiptTermHeld"],
  ])("O11 G-011 %s", (_, change, of, code) => {
    expect(codeOf(decideMatch({ ...received, ...change } as never, { ...due, ...of }, today, asked))).toBe(code);
  });

  test("O11 a reason makes good for what the message does not name, and for nothing else", () => {
    const why = { reason: "Confirmé par téléphone", write };
    expect(codeOf(decideMatch({ ...received, reference: "" }, due, today, why))).toBe("ok");
    expect(codeOf(decideMatch({ ...received, amount: money(50999, "EUR") }, due, today, why))).toBe("purchasing.receiptAmount");
    expect(decideMatch({ ...received, reference: "" }, due, today, asked)).toMatchObject({ pointer: "/reason" });
  });

  test("O11 a refusal carries what its sentence needs", () => {
    expect(decideMatch({ ...received, amount: money(50999, "EUR") }, due, today, asked)).toMatchObject({
      params: { due: "51000 EUR", received: "50999 EUR" },
    });
    expect(decideMatch({ ...received, amount: money(1, "USD") }, due, today, asked)).toMatchObject({
      params: { due: "EUR", received: "USD" },
    });
    expect(decideMatch({ ...received, receivedOn: "2027-04-02" }, { ...due, state: "expired" }, "2027-04-03", asked)).toMatchObject({
      params: { number: due.number, receivedOn: "2027-04-02", untilOn: "2027-03-31" },
    });
    expect(decideMatch(received, { ...due, newer: "2027-000200" }, today, asked)).toMatchObject({
      params: { number: due.number, newer: "2027-000200" },
    });
    for (const of of [{ state: "paid" }, { state: "cancelled" }, { held: true }] as const)
      expect(decideMatch(received, { ...due, ...of }, today, asked)).toMatchObject({ params: { number: due.number } });
  });

  test("O11 an order whose bell has not rung yet is judged by its day: money of the last day pays it, money of the day after does not", () => {
    const late = "2027-04-01";
    expect(codeOf(decideMatch({ ...received, receivedOn: "2027-03-31" }, due, late, asked))).toBe("ok");
    expect(codeOf(decideMatch({ ...received, receivedOn: late }, due, late, asked))).toBe("purchasing.receiptLate");
  });

  test("what is matched or given back moves no more", () => {
    expect(receipt.legal("unmatched")).toEqual(["match", "return"]);
    for (const state of ["matched", "returned"] as const) expect(receipt.legal(state)).toEqual([]);
  });
});

describe("a payment as it is typed", () => {
  const currencies = new Set(["EUR", "JPY", "KWD"]);
  const typed = { receivedOn: "2027-03-08", amount: "510,00", currency: "eur", reference: " 2027-000123  1234567 ", payer: "Kermadec" };

  test("O11 it is read as it is meant", () => {
    expect(decideReceipt(typed, currencies, today)).toEqual({
      ok: true,
      value: { receivedOn: "2027-03-08", amount: money(51000, "EUR"), reference: "2027-000123 1234567", payer: "Kermadec" },
    });
  });

  test.each<[string, Partial<typeof typed>, string, string]>([
    ["no day", { receivedOn: "" }, "/receivedOn", "purchasing.receiptDay"],
    ["a day that is none", { receivedOn: "2027-02-29" }, "/receivedOn", "purchasing.receiptDay"],
    ["tomorrow", { receivedOn: "2027-03-10" }, "/receivedOn", "purchasing.receiptFuture"],
    ["no sum", { amount: "" }, "/amount", "purchasing.receiptSum"],
    ["nothing", { amount: "0,00" }, "/amount", "purchasing.receiptSum"],
    ["a debit", { amount: "-510" }, "/amount", "purchasing.receiptSum"],
    ["a third decimal", { amount: "510,001" }, "/amount", "purchasing.receiptSum"],
    ["no currency", { currency: "" }, "/currency", "purchasing.receiptCurrencyUnknown"],
    ["an unknown currency", { currency: "XYZ" }, "/currency", "purchasing.receiptCurrencyUnknown"],
    ["nobody", { payer: " " }, "/payer", "purchasing.receiptPayer"],
    ["too long a message", { reference: "x".repeat(501) }, "/reference", "purchasing.receiptText"],
    ["a hidden character", { payer: "Ker\u202emadec" }, "/payer", "purchasing.receiptText"],
  ])("O11 %s", (_, change, pointer, code) => {
    expect(decideReceipt({ ...typed, ...change }, currencies, today)).toMatchObject({ ok: false, pointer, code });
  });

  test("O11 all that is wrong is said at once", () => {
    const empty = { receivedOn: "", amount: "", currency: "EUR", reference: "", payer: "" };
    const no = decideReceipt(empty, currencies, today);
    expect(no.ok ? [] : [no.pointer, ...(no.also ?? []).map(({ pointer }) => pointer)]).toEqual(["/receivedOn", "/amount", "/payer"]);
  });

  test("today counts, and a sum has the digits of its currency", () => {
    expect(codeOf(decideReceipt({ ...typed, receivedOn: today }, currencies, today))).toBe("ok");
    expect(readSum("1 275,50", "EUR")).toEqual(money(127550, "EUR"));
    expect(readSum("1275.5", "EUR")).toEqual(money(127550, "EUR"));
    expect(readSum("510", "JPY")).toEqual(money(510, "JPY"));
    expect(readSum("510,5", "JPY")).toBeUndefined();
    expect(readSum("1,234", "KWD")).toEqual(money(1234, "KWD"));
    expect(readSum("1,275.50", "EUR")).toBeUndefined();
    expect([readDay("09/03/2027"), readDay("09.03.2027"), readDay("9/3/2027"), readDay("2027-13-01")]).toEqual([
      "2027-03-09",
      "2027-03-09",
      undefined,
      undefined,
    ]);
  });
});

describe("a proof of payment", () => {
  const typed = { paidOn: today, bankAccount: "IE39 CITI 9900 5100 4473 21", reference: "VIR-0309" };
  test.each<[string, Partial<typeof typed>, string[]]>([
    ["today", {}, []],
    ["tomorrow", { paidOn: "2027-03-10" }, ["/paidOn"]],
    ["no account", { bankAccount: "" }, ["/bankAccount"]],
    ["too long a reference", { reference: "x".repeat(141) }, ["/reference"]],
    ["all of it", { paidOn: "2027-03-10", bankAccount: "", reference: "" }, ["/paidOn", "/bankAccount", "/reference"]],
  ])("G-011 %s", (_, change, pointers) => {
    const decided = decideProof({ ...typed, ...change }, today);
    expect(decided.ok ? [] : [decided.pointer, ...(decided.also ?? []).map(({ pointer }) => pointer)]).toEqual(pointers);
  });

  test("two writings of one account are one", () => {
    expect(sameAccount("IE39 CITI 9900 5100 4473 21", "ie39citi99005100447321")).toBe(true);
    expect(sameAccount("IE39CITI99005100447321", "IE39CITI99005100447322")).toBe(false);
  });
});
