import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { writeDay } from "../src/kit/format.ts";
import { companies, staff } from "../src/rooms/sandbox/companies.ts";
import { Stage } from "./stage.ts";
import { plain, Walker } from "./walker.ts";
import { Wire } from "./wire.ts";
import { programme, wordsIn } from "./words.ts";

/** A register of companies on this machine: it knows every number, at an address of its own, as long as it is up. */
let up = true;
const register = createServer((request, response) => {
  const number = new URL(request.url!, "http://register").searchParams.get("number");
  const address = { line1: "72 rue Nationale", postalCode: "59000", city: "Lille", country: "FR" };
  const matches = [{ name: company.name, number, address, status: "active", since: "2019-04-01" }];
  response.writeHead(up ? 200 : 503, { "content-type": "application/json" }).end(JSON.stringify({ matches }));
});
const stage = new Stage(async () => {
  await new Promise<void>((listening) => register.listen(0, "127.0.0.1", listening));
  return { REGISTRY_URL: `http://127.0.0.1:${(register.address() as AddressInfo).port}/companies` };
});
afterAll(() => register.close());

const w = wordsIn("fr");
/** Its contact has confirmed; the desk is to decide. The contact is somebody else than the person who enrolled it. */
const company = companies.find((one) => one.reaches === "confirmed")!;
const terms = programme.verification.checks.business;
const check = terms.name.fr;
const ruleOf = (id: string) => terms.rules.find((one) => one.id === id)!;
const reasonOf = (code: string) => terms.reasons.find((one) => one.code === code)!;

/** The desk opens the case, gives a reason of the programme and, for the register, what it found there. */
async function rule(desk: Walker, act: "authorise" | "reject", code: string, found: Readonly<Record<string, string>> = {}): Promise<void> {
  await desk.goto("/office/verification");
  await desk.page.getByRole("link", { name: new RegExp(company.name) }).click();
  const open = desk.page.getByRole("button", { name: new RegExp(`^${w.desk(act)}`) }).first();
  await expect.poll(() => open.getAttribute("aria-disabled"), { timeout: 20_000 }).not.toBe("true");
  await open.click();
  const drawer = desk.page.getByRole("dialog");
  // Without a reason nothing is decided.
  await desk.press(w.desk(act), drawer);
  await desk.sees(w.desk("reasonMissing"));
  const { rule: id, text } = reasonOf(code);
  await drawer.getByLabel(w.desk("reason"), { exact: true }).selectOption({ label: id ? `${id} · ${text.fr}` : text.fr });
  if (Object.keys(found).length > 0) await drawer.getByText(w.desk("lookedUp"), { exact: true }).click();
  for (const [label, value] of Object.entries(found)) await drawer.getByLabel(label).fill(value);
  await desk.sees(w.desk("willRead"));
  await desk.press(w.desk(act), drawer);
  if (act === "reject") await desk.press(w.desk("reject"), desk.page.getByRole("alertdialog").or(desk.page.locator("dialog:modal")).last());
  await desk.sees(w.desk(act === "reject" ? "rejected" : "authorised", { check }));
}

/** Puts a document in its place and sends it to the desk; what it costs stands beside the button. */
async function answer(walker: Walker, name: string, kind: string): Promise<void> {
  await walker.page.getByLabel(w.verification("kind")).first().selectOption({ label: kind });
  const bytes = Buffer.from(`%PDF-1.4\n${name}\n%%EOF\n`);
  await walker.page.locator('input[type="file"]').first().setInputFiles({ name, mimeType: "application/pdf", buffer: bytes });
  await walker.sees(w.verification("received", { name }));
  await walker.sees(w.verification("usesTry"));
  await walker.press(w.verification("send"));
  await walker.sees(w.verification("answerUs", { count: 2 }));
  await walker.sees(w.verification("underReview"));
}

/** The signed link of the newest mail to somebody who has no account. */
async function caseLinkOf(walker: Walker, email: string, before = ""): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        const address = `${stage.product.base}/dev/mail?to=${encodeURIComponent(email)}`;
        const mails = await (await walker.page.request.get(address, { headers: { accept: "application/json" } })).json();
        found = /\/verification\/[\w-]{60,}/.exec(mails[0]?.text ?? "")?.[0];
        return found !== undefined && found !== before;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  return found!;
}

test("S-01 G-001 G-003 O1 P1 P4 rejected with a rule, answered by the company, rejected once more, answered by the contact’s signed link without an account, and authorised", async () => {
  const wire = new Wire();
  const { tries } = programme.verification;
  const [extract, notice] = terms.documents!.oneOf.map(({ name }) => name.fr);
  const source = "Registre national des entreprises";

  // The desk reads what the register says beside what is declared; one that is down is said to be, and asked once more.
  const desk = await stage.signIn(staff.email, { wire, width: 1440 });
  await desk.goto("/office/verification");
  await desk.page.getByRole("link", { name: new RegExp(company.name) }).click();
  const row = desk.page
    .getByRole("table", { name: w.desk("registry") })
    .getByRole("row")
    .filter({ hasText: "72 rue Nationale" });
  await expect.poll(async () => [await row.count(), await row.first().innerText()].join(" ")).toContain(w.desk("registryDiffers"));
  await desk.sees(w.desk("registryActiveSince", { day: writeDay("2019-04-01", "fr", "long") }));
  up = false;
  await desk.press(w.desk("registryAgain"));
  await expect
    .poll(
      async () => {
        await desk.page.reload();
        await desk.rest();
        return (await desk.text()).includes(plain(w.desk("registryByHand")));
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  await desk.at(w.desk("title"));
  up = true;
  await desk.press(w.desk("registryAgain"));

  // The desk rejects: the register knows the company at another number of the street.
  await rule(desk, "reject", "business.addressDiffers", {
    [w.desk("source")]: source,
    [w.desk("address")]: "72 rue Nationale",
    [w.desk("city")]: "59000 Lille",
  });

  // The company reads what was compared with what, the rule, what is left, and whose turn it is.
  const aurelie = await stage.signIn(company.admin.email, { wire });
  const account = /\/a\/[\w-]+/.exec(aurelie.page.url())![0];
  await aurelie.goto(`${account}/settings/verification`);
  await aurelie.at(w.verification("title"));
  await aurelie.sees(w.verification("answerYours", { count: 1 }));
  await aurelie.sees(w.verification("leftOf", { left: tries - 1, of: tries }));
  await aurelie.sees(`${ruleOf("ENT-3").text.fr} ${w.verification("rule", { code: "ENT-3" })}`);
  await aurelie.sees(reasonOf("business.addressDiffers").text.fr);
  const compared = aurelie.page.getByRole("table").filter({ hasText: source });
  const street = compared.getByRole("row").filter({ hasText: "72 rue Nationale" });
  await street.waitFor();
  expect(await street.innerText()).toContain(company.profile.addressLine1);
  expect(await street.innerText()).toContain(w.verification("differs"));
  expect(await compared.getByRole("row").filter({ hasText: "59000 Lille" }).innerText()).toContain(w.verification("same"));
  await answer(aurelie, "extrait.pdf", extract!);

  // The place for documents has not gone away, and a second look may say no again.
  await aurelie.page.locator('input[type="file"]').first().waitFor({ state: "attached" });
  await rule(desk, "reject", "business.documentTooOld");

  // The contact, whom no account knows, opens the mail at a telephone: the same case, the same way on.
  const thomas = await Walker.enter(stage.browser, stage.product.base, "fr", wire, 390);
  await thomas.goto(await caseLinkOf(thomas, company.profile.contactEmail));
  await thomas.at(w.verification("title"));
  await thomas.sees(company.name);
  await thomas.sees(w.verification("leftOf", { left: tries - 2, of: tries }));
  await thomas.sees(reasonOf("business.documentTooOld").text.fr);
  await thomas.sees(w.verification("notKept", { text: reasonOf("business.documentTooOld").text.fr }));
  await answer(thomas, "avis-sirene.pdf", notice!);
  expect((await thomas.page.context().cookies()).map(({ name }) => name)).not.toContain("entente");

  // Passed: everybody reads it, whichever way they came.
  await rule(desk, "authorise", "business.documentMatches");
  for (const reader of [aurelie, thomas]) {
    await reader.page.reload();
    await reader.sees(w.verification("answerAuthorized"));
    await reader.at(w.verification("title"));
  }
  expect(await wire.faults()).toEqual([]);
});
