import { execFileSync } from "node:child_process";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../src/kit/dates.ts";
import type { Lang } from "../src/kit/words.ts";
import { langs } from "../src/kit/words.ts";
import { approve, submit, written } from "../src/rooms/listings/testing.ts";
import { codeOf } from "../src/rooms/people/testing.ts";
import { companies, PASSWORD, staff } from "../src/rooms/sandbox/companies.ts";
import { pdf } from "../src/rooms/verification/testing.ts";
import type { Colleague, Partner, TestHouse } from "../src/testing/house.ts";
import { Caller } from "../src/testing/house.ts";
import { wordingOf } from "../src/testing/wording.ts";
import { pages } from "../src/web/routes.tsx";
import { Product } from "./product.ts";
import { restOf } from "./rest.ts";
import { openBrowser } from "./walker.ts";
import { programme } from "./words.ts";

let product: Product;
let browser: Browser;
beforeAll(async () => {
  product = await Product.make({ ENTENTE_SANDBOX: "on" });
  await product.start();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.remove();
});

const wording = wordingOf(programme);
const patternOf = (route: string): RegExp => new RegExp(`^${route.replace(/\$\w+/g, "[^/]+")}/?$`);

/** Pages that only lead on. */
const forwards = new Set([
  "/office/",
  "/sign-in/back",
  "/a/$accountId/benefits",
  "/a/$accountId/account-settings/users",
  "/a/$accountId/offers/$offerId/checkout",
  "/a/$accountId/memberships/$membershipId/renewal",
]);

/** What was opened, where a page led that did not open, what stood there that should not, and every address that was seen on the way. */
const opened = new Set<string>();
const led = new Map<string, string>();
const odd: string[] = [];
const seen = new Set<string>();

/** One person in both languages: two browsers with the same session. */
class Reader {
  private constructor(
    private readonly tabs: readonly { lang: Lang; context: BrowserContext; page: Page; rest: ReturnType<typeof restOf> }[],
  ) {}

  static async enter(caller?: Caller): Promise<Reader> {
    const tabs = await Promise.all(
      langs.map(async (lang) => {
        const context = await browser.newContext({ locale: lang === "fr" ? "fr-FR" : "en-GB", reducedMotion: "reduce" });
        const cookies = [...(caller?.cookies ?? [])].filter(([name]) => name !== "entente-language");
        await context.addCookies(
          [...cookies, ["entente-language", lang] as const].map(([name, value]) => ({ name, value, url: product.base })),
        );
        const page = await context.newPage();
        const rest = restOf(page);
        page.on("pageerror", (error) => odd.push(`${lang} ${page.url().replace(product.base, "")}: ${error.message}`));
        return { lang, context, page, rest };
      }),
    );
    return new Reader(tabs);
  }

  leave = () => Promise.all(this.tabs.map(({ context }) => context.close()));

  /** Opens an address as a link of the page would, in each language, and reads everything that is written there. */
  async open(url: string): Promise<void> {
    const places = await Promise.all(this.tabs.map((tab) => this.read(tab, url)));
    const asked = url.replace(/\?.*$/, "");
    for (const { path: route } of pages)
      if (patternOf(route).test(asked))
        for (const place of places) {
          if (patternOf(route).test(place) || forwards.has(route)) opened.add(route);
          else led.set(route, place);
        }
  }

  private async read({ lang, page, rest }: (typeof this.tabs)[number], url: string): Promise<string> {
    if (page.url() === "about:blank") await page.goto(product.base + url);
    else await page.evaluate((to) => history.pushState({}, "", to), url);
    await rest(60_000);
    const { texts, links } = await page.evaluate(() => {
      // What is marked as another language's is read by somebody who reads that one.
      const ours = (element: Element): boolean =>
        (element.closest("[lang]") as HTMLElement).lang === document.documentElement.lang && element.tagName !== "TEXTAREA";
      const texts = [document.title];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { parentElement, data } = walker.currentNode as Text;
        if (parentElement && !["SCRIPT", "STYLE"].includes(parentElement.tagName) && ours(parentElement)) texts.push(data);
      }
      for (const name of ["aria-label", "placeholder", "title", "alt"])
        for (const element of document.body.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name)!);
      for (const block of document.body.querySelectorAll("p, li, dd, td, h1, h2, h3, button, a")) {
        const inside = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        const parts: string[] = [];
        while (inside.nextNode()) if (ours((inside.currentNode as Text).parentElement!)) parts.push((inside.currentNode as Text).data);
        if (parts.length > 1) texts.push(parts.join(" "));
      }
      return { texts, links: [...document.querySelectorAll("a[href]")].map((link) => new URL((link as HTMLAnchorElement).href).pathname) };
    });
    for (const link of links) seen.add(link);
    const place = page
      .url()
      .replace(product.base, "")
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…");
    if (process.env.DEBUG) process.stderr.write(`${Math.round(performance.now())} ${lang} ${place}\n`);
    for (const what of wording(lang, texts)) odd.push(`${lang} ${place}: ${what}`);
    return new URL(page.url()).pathname;
  }
}

const signIn = async (email: string, password = PASSWORD): Promise<Caller> => {
  const caller = new Caller(product.base, "fr");
  await caller.do("people.signIn", { body: { email, password } });
  return caller;
};
const accountOf = async (caller: Caller): Promise<string> => (await caller.do("house.shell", {})).me!.accounts[0]!.id;

/** The pages of a shell whose address needs nothing but the account. */
const plainOnes = (shell: string, accountId = "") =>
  pages
    .filter((page) => page.shell === shell && !page.path.replace("/a/$accountId", "").includes("$"))
    .map(({ path: route }) => route.replace("$accountId", accountId));

/** Those that need more: the first address that some page has linked to. */
const linkedOnes = (shell: string, accountId = "") =>
  pages
    .filter((page) => page.shell === shell && page.path.replace("/a/$accountId", "").includes("$"))
    .flatMap(({ path: route }) => [...seen].filter((link) => patternOf(route).test(link) && link.includes(accountId)).slice(0, 1));

const linkIn = async (address: string, form: RegExp): Promise<string> => {
  for (let tries = 0; tries < 100; tries++) {
    const mails = await new Caller(product.base).do("sandbox.mails", { to: address });
    const link = mails.map(({ text }) => form.exec(text)?.[0]).find(Boolean);
    if (link) return new URL(link).pathname;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`no mail to ${address} has such a link`);
};

async function visitors(): Promise<void> {
  const visitor = await Reader.enter();
  const pending = companies.find(({ reaches }) => reaches === "enrolled")!;
  const { admin } = companies.find(({ reaches }) => reaches === "asked")!;
  await new Caller(product.base).do("people.forgotPassword", { body: { email: admin.email } });
  const steps = ["/enrol/welcome", "/enrol/sign-in", "/enrol/directory", "/enrol/provider"];
  for (const url of [...plainOnes("public").filter((url) => !/^\/(?:password\/change|sign-in\/code|dev\/)/.test(url)), ...steps])
    await visitor.open(url);
  for (const url of linkedOnes("public")) await visitor.open(url);
  await visitor.open(await linkIn(admin.email, /https?:\S+\/password\/reset\/[\w-]+/));
  await visitor.open(await linkIn(admin.email, /https?:\S+\/verification\/[\w-]{60,}/));
  await visitor.open(await linkIn(pending.profile.contactEmail, /https?:\S+\/confirm-email\/[\w-]+/));
  await visitor.leave();
}

/** The mailbox shows mails in their readers' languages, which say so nowhere: it is the one page that is looked at for its frame alone. */
async function mailbox(): Promise<void> {
  const before = odd.length;
  const visitor = await Reader.enter();
  await visitor.open("/dev/mail");
  odd.splice(before, odd.length, ...odd.slice(before).filter((what) => !/the other language’s|the form of another reader/.test(what)));
  await visitor.leave();
}

async function enrolling(): Promise<void> {
  const domain = "balise.example";
  const caller = new Caller(product.base, "fr");
  await caller.do("accounts.join", { body: { companyName: "Balise Conseil", country: "FR" } });
  const person = { givenName: "Nolwenn", familyName: "Tanguy", email: `n.tanguy@${domain}`, password: PASSWORD, language: "fr" } as const;
  await caller.do("people.createDirectory", { body: { domain, ...person } });
  await caller.do("people.signIn", { body: { email: person.email, password: PASSWORD } });
  const before = await Reader.enter(caller);
  for (const step of ["/enrol/welcome", "/enrol/profile"]) await before.open(step);
  await before.leave();

  const { accountId } = await caller.do("accounts.enrol", {
    body: { ...companies[0]!.profile, legalName: "Balise Conseil", contactEmail: `y.goff@${domain}` } as never,
  });
  const signing = await Reader.enter(caller);
  await signing.open("/enrol/agreement");
  await signing.leave();
  const { agreementId, version, language, sha256 } = await caller.do("agreements.read", { accountId });
  await caller.do("agreements.sign", { accountId, body: { agreementId, version, language, sha256, authorityDeclared: true } });
  const after = await Reader.enter(caller);
  await after.open("/enrol/roles");
  await after.open(`/a/${accountId}/agreements/accept/${agreementId}`);
  await after.leave();

  const { items } = await caller.do("accounts.users", { accountId });
  await caller.do("accounts.setRoles", { accountId, userId: items[0]!.userId, body: { roles: [...items[0]!.roles, "adminAgent"] } });
  const added = await caller.do("accounts.addUser", {
    accountId,
    body: { givenName: "Jos", familyName: "Riou", email: `j.riou@${domain}`, language: "fr", roles: [] },
  });
  const colleague = await Reader.enter(await signIn(`j.riou@${domain}`, added.temporaryPassword));
  await colleague.open("/password/change");
  await colleague.leave();
}

/** The page of the case that a request to cancel becomes, a moment later. */
async function refundOf(owner: Caller, accountId: string, requestId: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const { case: found } = await owner.do("refunds.ofRequest", { accountId, requestId });
    if (found) return `/office/refunds/${found.id}`;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("the request has become no case");
}

/** What a company that has everything has besides: a published profile, a programme for developers, a seat given, links in mailboxes. */
async function furnish(owner: Caller, accountId: string): Promise<string[]> {
  const { domain, colleagues } = companies.find(({ reaches }) => reaches === "owner")!;
  const partner = { accountId, admin: owner } as unknown as Partner;
  const { id } = await written(partner);
  await submit(partner);
  const desk = await signIn(staff.email);
  await approve({ staff: async () => desk as Colleague } as unknown as TestHouse, id);
  seen.add(`/office/listings/${id}`);

  const request = await owner.do("support.open", { accountId, body: { topic: "billing", subject: "7F3K-20", text: "7F3K-20" } });
  await desk.do("support.note", { requestId: request.id, body: { text: "7F3K-20" } });
  seen.add(`/office/support/${request.id}`);
  const { id: rehearsal } = await desk.do("purchasing.rehearse", { body: { on: null } });
  seen.add(`/office/renewals/${rehearsal}`);
  // A case that waits at the desk, so that its page has everything to say.
  const [order] = (await owner.do("purchasing.orders", { accountId })).items;
  const about = { kind: "order" as const, id: order!.id };
  const asked = { topic: "cancellation", subject: "7F3K-20", text: "7F3K-20", about, entrance: "cancellation" as const };
  const cancelling = await owner.do("support.open", { accountId, body: asked });
  seen.add(await refundOf(owner, accountId, cancelling.id));

  const { items: programmes } = await owner.do("programmes.list", { accountId });
  const developer = programmes.find(({ settings, agreement }) => settings === "developer" && agreement)!;
  await owner.do("programmes.enrol", { accountId, body: { programme: developer.id } });
  const text = await owner.do("agreements.read", { accountId, agreementId: developer.agreement!.id });
  const { agreementId, version, language, sha256 } = text;
  await owner.do("agreements.sign", { accountId, body: { agreementId, version, language, sha256, authorityDeclared: true } });

  const { items: users } = await owner.do("accounts.users", { accountId });
  const { items: benefits } = await owner.do("benefits.list", { accountId, kind: "developerSeats" });
  const holder = users.find(({ email }) => email === colleagues[1]!.email)!;
  await owner.do("seats.assign", { accountId, benefitId: benefits[0]!.id, body: { userId: holder.userId } });
  await owner.do("people.askNoticeAddress", { body: { email: `nouvelles@${domain}` } });
  const visitor = new Caller(product.base, "fr");
  const newcomer = { givenName: "Maud", familyName: "Riou", language: "fr" } as const;
  await visitor.do("recovery.ask", { body: { ...newcomer, email: `m.riou@${domain}` } });
  await visitor.do("directories.askToJoin", { body: { ...newcomer, email: `maud.riou@${domain}` } });
  await owner.do("team.invite", {
    accountId,
    body: { email: `n.person@${domain}`, givenName: "Nina", familyName: "Person", roles: [], language: "fr" },
  } as never);
  const { partnerId } = (await owner.do("house.shell", {})).me!.accounts[0]!;
  const recovery = await linkIn(`m.riou@${domain}`, /https?:\S+\/recovery\/[\w-]{20,}/);
  await visitor.do("recovery.startByLink", { token: recovery.split("/").at(-1)!, body: { way: "contacts", namedEmail: holder.email } });
  return [
    recovery,
    await linkIn(holder.email, /https?:\S+\/recovery\/voice\/[\w-]+/),
    await linkIn(`maud.riou@${domain}`, /https?:\S+\/join-company\/[\w-]+/),
    await linkIn(`nouvelles@${domain}`, /https?:\S+\/notices\/confirm\/[\w-]+/),
    await linkIn(holder.email, /https?:\S+\/unsubscribe\/[\w.-]+/),
    await linkIn(`n.person@${domain}`, /https?:\S+\/invitation\/[\w.-]+/),
    `/partners/${partnerId}/support`,
    `/partners/${id}`,
    "/link-sign-in",
    "/profile/security",
    `/a/${accountId}/settings/directories/associate`,
    `/a/${accountId}/developer/programmes/${developer.id}`,
    `/a/${accountId}/listings/europe`,
    `/a/${accountId}/support/new`,
    `/a/${accountId}/requests/${request.id}`,
    `/a/${accountId}/requests/${cancelling.id}`,
    `/a/${accountId}/memberships/${order!.membershipId}/cancellation`,
    `/a/${accountId}/network-renewal`,
  ];
}

async function partners(): Promise<void> {
  const owner = await signIn(companies.find(({ reaches }) => reaches === "owner")!.admin.email);
  const accountId = await accountOf(owner);
  const more = await furnish(owner, accountId);
  const reader = await Reader.enter(owner);
  for (const url of plainOnes("partner", accountId)) await reader.open(url);
  for (const kind of Object.keys(programme.benefitKinds)) await reader.open(`/a/${accountId}/benefits/${kind}`);
  for (const url of linkedOnes("partner", accountId)) await reader.open(url);
  for (const url of more) await reader.open(url);
  await reader.leave();
}

async function buying(): Promise<void> {
  const caller = await signIn(companies.find(({ reaches, language }) => reaches === "authorised" && language === "fr")!.admin.email);
  const accountId = await accountOf(caller);
  const offerId = programme.offers[0]!.id;
  const checkout = `/a/${accountId}/offers/${offerId}/checkout`;
  /** Each step with a browser that remembers nothing of the step before. */
  const look = async (...urls: string[]) => {
    const reader = await Reader.enter(caller);
    for (const url of urls) await reader.open(url);
    await reader.leave();
  };
  await look(checkout, `${checkout}/terms`);
  let cart = await caller.do("purchasing.openCart", { accountId, body: { offerId } });
  const { version, sha256 } = await caller.do("purchasing.terms", { accountId, offerId });
  const own = () => ({ accountId, cartId: cart.id });
  cart = await caller.do("purchasing.acceptTerms", { ...own(), body: { version: cart.version, terms: { version, sha256 } } });
  await look(`${checkout}/payment`);
  const contact = { name: "Anne Kerbrat", phone: "02 40 00 14 72", email: "compta@atlantique.example" };
  cart = await caller.do("purchasing.chooseTransfer", { ...own(), body: { version: cart.version, contact } });
  await look(`${checkout}/payment`, `${checkout}/order`);
  const waits = await caller.do("purchasing.sendTransfer", { ...own(), body: { version: cart.version } });
  const waiting = { accountId, orderId: waits.id };
  await look(`/a/${accountId}/offers`, `/a/${accountId}/offers/purchased`, `/a/${accountId}/orders/${waits.id}`);
  const proof = { paidOn: waits.placedOn, bankAccount: waits.transfer!.bank.iban, reference: "7F3K-20" };
  await caller.do("purchasing.prove", { ...waiting, body: proof, file: pdf() });
  // What has arrived waits at the desk: the pages of the office are looked at with it.
  const desk = await signIn(staff.email);
  const money = { receivedOn: waits.placedOn, amount: "1", currency: "EUR", reference: waits.transfer!.reference, payer: "7F3K-20" };
  const receipt = await desk.do("purchasing.enterReceipt", { body: money });
  const at = await Reader.enter(desk);
  for (const list of ["waiting", "proven", "unmatched"]) await at.open(`/office/payments?list=${list}`);
  await desk.do("purchasing.returnReceipt", { receiptId: receipt.id, body: { reason: "7F3K-20" } });
  for (const list of ["matched", "returned"]) await at.open(`/office/payments?list=${list}`);
  await at.leave();
  await look(`/a/${accountId}/orders/${waits.id}`);
  await caller.do("purchasing.cancelOrder", waiting);
  await look(`/a/${accountId}/orders/${waits.id}`);
  cart = await caller.do("purchasing.openCart", { accountId, body: { offerId } });
  cart = await caller.do("purchasing.acceptTerms", { ...own(), body: { version: cart.version, terms: { version, sha256 } } });
  const address = { line1: "3 quai de la Fosse", postalCode: "44000", city: "Nantes", country: "FR" };
  const tokenOf = async (number: string) =>
    (await caller.do("gateway.tokenise", { body: { number, expiry: "12/40", cvc: "123", address } })).token;
  // A card that is refused, and one that is none: what the ways back from a provider say.
  const refused = await tokenOf("4000000000000002");
  cart = await caller.do("purchasing.addMethod", { ...own(), body: { version: cart.version, token: refused } });
  await caller.call("purchasing.buy", { ...own(), body: { version: cart.version } });
  const { items: declined } = await caller.do("purchasing.orders", { accountId, limit: 1 });
  await look(`/a/${accountId}/carts/${cart.id}/card?token=tok_nobody`, `/a/${accountId}/orders/${declined[0]!.id}/payment`);
  cart = await caller.do("purchasing.cart", own());
  const token = await tokenOf("4242424242424242");
  cart = await caller.do("purchasing.addMethod", { ...own(), body: { version: cart.version, token } });
  await look(`${checkout}/order`);
  const order = await caller.do("purchasing.buy", { ...own(), body: { version: cart.version } });
  await look(`${checkout}/confirmed/${order.id}`);

  // A year later the same person renews it, step by step.
  await caller.do("sandbox.travel", { body: { now: `${addDays(order.term.endsOn, -5)}T09:00:00Z` } });
  await look(`/a/${accountId}/network-renewal`);
  const membershipId = order.membershipId!;
  const renewal = `/a/${accountId}/memberships/${membershipId}/renewal`;
  await look(renewal, `${renewal}/details`);
  cart = await caller.do("purchasing.openRenewal", { accountId, membershipId });
  cart = await caller.do("purchasing.readDetails", { ...own(), body: { version: cart.version } });
  await look(`${renewal}/terms`);
  cart = await caller.do("purchasing.acceptTerms", { ...own(), body: { version: cart.version, terms: { version, sha256 } } });
  await look(`${renewal}/payment`);
  const { items } = await caller.do("purchasing.methods", { accountId });
  cart = await caller.do("purchasing.chooseMethod", { ...own(), body: { version: cart.version, methodId: items[0]!.id } });
  await look(`${renewal}/order`);
  const again = await caller.do("purchasing.buy", { ...own(), body: { version: cart.version } });
  await look(`${renewal}/confirmed/${again.id}`, `/a/${accountId}/memberships/${membershipId}`);
}

/** Whoever owes a second factor sees nothing before it. */
async function owing(): Promise<void> {
  const caller = await signIn(companies.find(({ reaches, language }) => reaches === "authorised" && language === "fr")!.admin.email);
  const { today } = await caller.do("house.shell", {});
  await caller.do("security.setPolicy", { accountId: await accountOf(caller), body: { askedOf: "everybody", dueOn: today } });
  const reader = await Reader.enter(caller);
  await reader.open("/sign-in/factor");
  await reader.leave();
}

async function office(): Promise<void> {
  const reader = await Reader.enter(await signIn(staff.email));
  for (const url of plainOnes("office")) await reader.open(url);
  for (const url of linkedOnes("office")) await reader.open(url);
  await reader.open(`/office/agreements/${programme.agreements[0]!.id}/draft`);
  await reader.leave();

  const email = "malo.kerjean@vendor.example";
  const said = execFileSync(process.execPath, [path.resolve(import.meta.dirname, "../tools/operator.mjs"), "add", email], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ENTENTE_DATA: product.data, PORT: product.port },
    encoding: "utf8",
  });
  const invitation = new URL(/https?:\S+\/staff\/invitation\/[\w-]+/.exec(said)![0]).pathname;
  const invited = await Reader.enter();
  await invited.open(invitation);
  await invited.leave();
  const caller = new Caller(product.base, "fr");
  const token = invitation.split("/").at(-1)!;
  const { secondFactor } = await caller.do("people.staffInvitation", { token });
  const body = { givenName: "Malo", familyName: "Kerjean", password: PASSWORD, code: codeOf(secondFactor.secret) };
  await caller.do("people.acceptStaffInvitation", { token, body });
  const owing = await Reader.enter(await signIn(email));
  await owing.open("/sign-in/code");
  await owing.leave();
}

test("every page of every shell opens in both languages, and nothing on it is unfilled, bare, or of the other language", async () => {
  await visitors();
  await enrolling();
  await partners();
  await buying();
  await owing();
  await office();
  await mailbox();
  const closed = pages.flatMap(({ path: route }) =>
    opened.has(route) ? [] : [`${route} ${led.has(route) ? `leads to ${led.get(route)}` : "was never asked for"}`],
  );
  expect({ closed, odd: [...new Set(odd)] }).toEqual({ closed: [], odd: [] });
}, 600_000);
