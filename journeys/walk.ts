import type { Browser } from "playwright-core";
import { expect } from "vitest";
import type { Lang } from "../src/kit/words.ts";
import { PASSWORD, staff } from "../src/rooms/sandbox/companies.ts";
import { Walker } from "./walker.ts";
import type { Wire } from "./wire.ts";
import { programme, wordsIn } from "./words.ts";

type Watch = (stop: string, walker: Walker) => Promise<void>;

export type Company = { name: string; domain: string; city: string; postalCode: string; address: string; registration: string };

/** The company's legal profile with its primary contact, then the agreement, read and accepted with authority declared. */
export async function introduce(admin: Walker, company: Company, contactEmail: string, watch: Watch = async () => {}): Promise<void> {
  const { page, lang } = admin;
  const w = wordsIn(lang);
  await admin.at(w.enrolment("profileTitle"));
  await admin.type(w.enrolment("legalName"), company.name);
  await admin.type(w.enrolment("addressLine1"), company.address);
  await admin.type(w.enrolment("postalCode"), company.postalCode);
  await admin.type(w.enrolment("city"), company.city);
  const registration = programme.countries.find(({ code }) => code === programme.defaultCountry)!.registration.label[lang];
  await admin.type(registration, company.registration);
  await page.getByRole("radio", { name: w.enrolment("contactOther") }).check({ force: true });
  await admin.type(w.enrolment("givenName"), "Yann");
  await admin.type(w.enrolment("familyName"), "Le Goff");
  await admin.type(w.enrolment("email"), contactEmail);
  await admin.type(w.enrolment("phone"), "02 98 00 14 72");
  await watch("profile", admin);
  await admin.press(w.enrolment("send"));

  await admin.at(w.signing("stepTitle"));
  await watch("agreement", admin);
  await admin.tick(w.paper("authority", { company: company.name }));
  await admin.press(w.signing("accept"));
}

/** The whole main job, by a company that nobody prepared: it enrols, is verified, signs, buys and uses what it bought. */
export async function walk(
  browser: Browser,
  base: string,
  lang: Lang,
  company: Company,
  wire: Wire,
  watch: Watch = async () => {},
): Promise<void> {
  const w = wordsIn(lang);
  const admin = await Walker.enter(browser, base, lang, wire);
  const { page } = admin;
  const contactEmail = `yann.legoff@${company.domain}`;

  // 1. Why to join, joining, welcome.
  await admin.goto("/");
  await admin.at(w.labels.whyJoin);
  await watch("home", admin);
  await admin.press(w.home("join"));
  await admin.at(w.home("joinTitle"));
  await admin.type(w.home("companyName"), company.name);
  await admin.press(w.home("joinSend"));
  await admin.at(w.enrolment("welcomeTitle"));
  await admin.sees(w.home("before"));
  await admin.press(w.enrolment("next"));

  // 2. A directory with its first global administrator, then a fresh sign-in.
  await admin.at(w.people("stepTitle"));
  await admin.press(w.people("createAccount"));
  await admin.at(w.people("directoryTitle"));
  await admin.type(w.people("domain"), company.domain);
  await admin.type(w.people("givenName"), "Maëlle");
  await admin.type(w.people("familyName"), "Kermadec");
  await admin.type(w.people("email"), "maelle@gmail.com");
  await admin.type(w.people("newPassword"), PASSWORD).catch(() => admin.type(w.people("password"), PASSWORD));
  await admin.press(w.people("createDirectory"));
  await admin.sees(lang === "fr" ? /Adresse personnelle|messagerie personnel/i : /personal/i);
  await admin.type(w.people("email"), `m.kermadec@${company.domain}`);
  await admin.press(w.people("createDirectory"));
  await admin.at(w.people("createdTitle"));
  await admin.type(w.people("email"), `m.kermadec@${company.domain}`);
  await admin.type(w.people("password"), PASSWORD);
  await admin.press(w.people("signIn"));

  // 3. and 4. Legal profile and primary contact; the agreement.
  await introduce(admin, company, contactEmail, watch);

  // 5. One's own role; the overview.
  await admin.at(w.enrolment("rolesTitle"));
  await page.getByRole("checkbox").first().check({ force: true });
  await admin.press(w.enrolment("update"));
  await admin.press(w.enrolment("toOverview"));
  await admin.at(w.overview("title"));
  await admin.sees(w.overview("next"));
  await watch("overview", admin);

  // The contact's link: a page, and only its button confirms.
  const mails = (await (await fetch(`${base}/dev/mail?to=${contactEmail}`)).json()) as { text: string; subject: string }[];
  const link = mails.map(({ text }) => /https?:\/\/\S+\/confirm-email\/[\w-]+/.exec(text)?.[0]).find(Boolean);
  expect(link).toBeTruthy();
  const contact = await Walker.enter(browser, base, lang, wire, 390);
  await contact.page.goto(link!);
  await contact.at(w.link("title"));
  await contact.press(w.link("confirm"));
  await contact.at(w.link("doneTitle"));
  await contact.leave();

  // 6. A colleague is added; the desk decides.
  await admin.goto(new URL(page.url()).pathname.replace(/\/overview$/, "/settings/users"));
  await admin.at(w.users("title"));
  const addUser = async (givenName: string, familyName: string) => {
    const adding = page.getByRole("dialog");
    await admin.type(w.users("givenName"), givenName, adding);
    await admin.type(w.users("familyName"), familyName, adding);
    await admin.type(w.users("email"), `${givenName[0]}.${familyName}@${company.domain}`.toLowerCase(), adding);
    await admin.press(w.users("addSend"), adding);
    await admin.sees(w.users("passwordLabel"));
    await watch("temporary password", admin);
    await admin.press(w.users("passwordDone"));
  };
  await admin.press(w.users("add"));
  await addUser("Inès", "Haddad");

  const desk = await Walker.enter(browser, base, lang, wire, 1440);
  await desk.goto("/sign-in");
  await desk.at(w.people("signInTitle"));
  await desk.type(w.people("email"), staff.email);
  await desk.type(w.people("password"), PASSWORD);
  await desk.press(w.people("signIn"));
  await desk.page.waitForURL(/\/office/);
  await desk.goto("/office/verification");
  await desk.page
    .getByRole("link", { name: new RegExp(company.name) })
    .first()
    .click();
  await desk.page.waitForURL(/\/office\/verification\/.+/);
  await desk.rest();
  await desk.page
    .getByRole("button", { name: new RegExp(`^${w.desk("take")}`) })
    .first()
    .click();
  await desk.sees(w.desk("authorise"));
  await watch("desk", desk);
  await desk.page
    .getByRole("button", { name: new RegExp(`^${w.desk("authorise")}`) })
    .first()
    .click();
  const ruling = desk.page.getByRole("dialog");
  await ruling.getByLabel(w.desk("reason"), { exact: true }).selectOption({ index: 1 });
  await desk.rest();
  await ruling.getByRole("button", { name: w.desk("authorise"), exact: true }).click();
  await expect
    .poll(async () =>
      (await desk.text()).includes(w.desk("authorised", { check: programme.verification.checks.business.name[lang] }).replace(/\s+/g, " ")),
    )
    .toBe(true);

  // 7. Offers → terms → payment → « Acheter ».
  const account = /\/a\/[0-9a-f-]+/.exec(page.url())![0];
  await admin.goto(`${account}/overview`);
  await admin.at(w.overview("title"));
  await admin.press(w.shell("offers"));
  await admin.at(w.buying("offers"));
  await watch("offers", admin);
  await admin.press(w.buying("subscribe"));
  await admin.at(w.buying("termsTitle"));
  await admin.press(w.buying("next"));
  await admin.at(w.buying("paymentTitle"));
  const cardAddress = async () => {
    await admin.type(w.buying("line1"), company.address);
    await admin.type(w.buying("postalCode"), company.postalCode);
    await admin.type(w.buying("city"), company.city);
  };
  await admin.press(w.buying("addFirst"));
  await admin.type(w.buying("number"), "4000 0000 0000 0002");
  await admin.type(w.buying("expiry"), "12/40");
  await admin.type(w.buying("cvc"), "123");
  await cardAddress();
  await admin.press(w.buying("next"));
  await admin.at(w.buying("reviewTitle"));
  await admin.sees(w.buying("debited"));
  await watch("review", admin);
  await admin.press(w.buying("buy"));
  await admin.sees(lang === "fr" ? /refusée par votre banque/i : /bank declined/i);
  await page
    .getByRole("link", { name: w.buying("modifyOf", { what: w.buying("paidWith") }) })
    .first()
    .click();
  await admin.at(w.buying("paymentTitle"));
  await page
    .getByRole("radio", { name: w.buying("anotherCard") })
    .check({ force: true })
    .catch(() => admin.press(w.buying("anotherCard")));
  await admin.type(w.buying("number"), "4242 4242 4242 4242");
  await admin.type(w.buying("expiry"), "12/40");
  await admin.type(w.buying("cvc"), "123");
  await cardAddress();
  await admin.press(w.buying("next"));
  await admin.at(w.buying("reviewTitle"));
  await admin.press(w.buying("buy"));
  await admin.at(w.buying("confirmedTitle"));
  await watch("confirmed", admin);
  await admin.press(w.buying("close"));
  await admin.at(w.buying("offers"));
  await admin.sees(w.buying("purchased"));
  const starter = programme.offers[0]!;
  await admin.press(starter.subscriptionName[lang]);
  await admin.at(starter.subscriptionName[lang]);
  await watch("membership", admin);

  // 8. A key, sealed and opened; a seat, assigned, removed and given to another.
  await admin.press(w.shell("benefits"));
  await admin.at(w.benefits("title"));
  const software = programme.products.find(({ kind }) => kind === "software")!;
  await page
    .getByRole("button", { name: new RegExp(software.name[lang]) })
    .first()
    .click();
  await admin.press(w.keys("getKeys"));
  await admin.sees(w.keys("nobodyRead"));
  await watch("sealed key", admin);
  await admin.press(w.keys("open"));
  const opening = page.getByRole("dialog");
  await opening.getByRole("checkbox").check({ force: true });
  await opening.getByRole("button", { name: w.keys("openAct"), exact: true }).click();
  await admin.sees(/(?:[A-Z0-9]{5}[\s-]+){4}[A-Z0-9]{5}/);
  await watch("opened key", admin);
  await admin.goto(`${account}/benefits/developerSeats`);
  await admin.at(w.benefits("title"));
  await seats(admin, w, starter.package, addUser, watch);

  // 9. Settings → partner profile → agreement.
  await admin.press(w.shell("settings"));
  await page
    .getByRole("menuitem", { name: new RegExp(w.shell("partnerSettings")) })
    .or(page.getByRole("link", { name: new RegExp(w.shell("partnerSettings")) }))
    .first()
    .click();
  await admin.at(w.profile("title"));
  await admin.sees(w.profile("legal"));
  await admin.sees(w.profile("programmes"));
  await admin.sees(w.labels.programmeStatus!);
  await watch("partner profile", admin);
  await page
    .getByRole("link", { name: new RegExp(w.labels.networkAgreement!) })
    .first()
    .click();
  await page.waitForURL(/\/agreements\//);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("link", { name: new RegExp(w.agreements("download")) })
      .first()
      .click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.pdf$/);

  await desk.leave();
  await admin.leave();
}

/** Every seat is given; one more is refused with the number; one that is removed goes to whoever waited. Whoever is missing is added on the way. */
async function seats(
  admin: Walker,
  w: ReturnType<typeof wordsIn>,
  packageId: string,
  addUser: (givenName: string, familyName: string) => Promise<void>,
  watch: Watch,
): Promise<void> {
  const { page } = admin;
  const product = programme.products.find(({ kind }) => kind === "developerSeat")!;
  const of = programme.packages.find(({ id }) => id === packageId)!.grants.find((grant) => grant.product === product.id)!.quantity;
  const assign = async (familyName: string, count: number) => {
    await page.getByRole("combobox", { name: w.seats("user") }).fill(familyName.toLowerCase());
    await page.getByRole("option", { name: new RegExp(familyName) }).click();
    await admin.press(w.seats("assign"));
    await admin.sees(w.seats("count", { count, of }));
  };
  const row = page.getByRole("button", { name: new RegExp(product.name[admin.lang]) }).first();
  if ((await row.getAttribute("aria-expanded")) !== "true") await row.click();
  await admin.sees(w.seats("count", { count: 0, of }));
  await assign("Haddad", 1);
  await assign("Kermadec", 2);

  const missing = ["Bihan", "Morvan"] as const;
  expect(of).toBe(1 + missing.length);
  for (const familyName of missing) {
    await admin.press(w.seats("addUsers"));
    await admin.at(w.users("title"), { axe: false });
    await addUser("Tifenn", familyName);
    await admin.press(w.users("back"));
    await admin.at(w.benefits("title"), { axe: false });
    await expect.poll(() => row.getAttribute("aria-expanded")).toBe("true");
  }
  await assign(missing[0], of);
  await watch("seats", admin);

  const full = admin.button(w.seats("assign"));
  await expect.poll(() => full.getAttribute("aria-disabled")).toBe("true");
  await admin.sees(w.refusedSeat(of));
  await page.getByRole("button", { name: w.seats("removeOf", { name: "Inès Haddad" }) }).click();
  await admin.press(w.seats("remove"), page.getByRole("dialog"));
  await admin.sees(w.seats("count", { count: of - 1, of }));
  await assign(missing[1], of);
  expect(await page.getByRole("button", { name: w.seats("removeOf", { name: "Inès Haddad" }) }).count()).toBe(0);
}
