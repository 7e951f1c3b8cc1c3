import { actInside } from "../../server/acts.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner, TestHouse } from "../../testing/house.ts";
import type { ProfileField } from "../accounts/door.ts";
import type { CheckName } from "./rules.ts";

/** What the other rooms do when a company enrols: the fact that opens its case. */
export async function openCase(house: TestHouse, partner: Partner): Promise<void> {
  const { house: inside } = house.open;
  await inside.db.transaction((tx) =>
    actInside(inside, tx, async (act) => act.record({ type: "account.created", accountId: partner.accountId, subject: partner.accountId })),
  );
  await house.settle();
}

/** A company that has just enrolled: nothing of it is verified yet. */
export async function enrolled(house: TestHouse, options: Parameters<TestHouse["partner"]>[0] = {}): Promise<Partner> {
  const partner = await house.partner({ verification: "pending", ...options });
  await house.db.query(sql`update accounts set registration_number = '983 214 768' where id = ${partner.accountId}`);
  return partner;
}

/** The company corrects its profile; what follows has followed. */
export async function correct(house: TestHouse, partner: Partner, fields: Partial<Record<ProfileField, string>>): Promise<void> {
  const { accountId } = partner;
  const { dataVersion } = await partner.admin.do("accounts.profile", { accountId });
  await partner.admin.do("accounts.changeProfile", { accountId, body: { dataVersion, ...fields } });
  await house.settle();
}

export const contactOf = (partner: Partner): string => `yann.legoff@${partner.domain}`;

/** The link of the newest mail that carries one. */
export async function tokenFor(house: TestHouse, email: string): Promise<string> {
  for (const mail of await house.mailsTo(email)) {
    const token = /\/confirm-email\/([\w-]+)/.exec(mail.text)?.[1];
    if (token) return token;
  }
  throw new Error(`no link was mailed to ${email}`);
}

export const confirm = async (house: TestHouse, email: string): Promise<unknown> =>
  house.visitor().do("verification.confirm", { token: await tokenFor(house, email) });

/** The contact of a company confirms: the desk may begin. */
export async function confirmed(house: TestHouse, partner: Partner): Promise<void> {
  await openCase(house, partner);
  await confirm(house, contactOf(partner));
}

/** A company before the desk: its contact has confirmed, the business check waits for a person. */
export async function ready(house: TestHouse, options: Parameters<TestHouse["partner"]>[0] = {}): Promise<Partner> {
  const partner = await enrolled(house, options);
  await confirmed(house, partner);
  return partner;
}

/** A company that a verifier has authorised. */
export async function authorized(
  house: TestHouse,
  verifier: Colleague,
  options: Parameters<TestHouse["partner"]>[0] = {},
): Promise<Partner> {
  const partner = await ready(house, options);
  const { status } = await rule(house, verifier, partner, "business", "authorise");
  if (status !== 200) throw new Error(`the desk answered ${status}`);
  return partner;
}

export const statusOf = (partner: Partner) => partner.admin.do("verification.status", { accountId: partner.accountId });
export const statesIn = (status: Awaited<ReturnType<typeof statusOf>>) =>
  Object.fromEntries(status.checks.map(({ check, state }) => [check, state]));
export const checkOf = (status: Awaited<ReturnType<typeof statusOf>>, name: CheckName) =>
  status.checks.find(({ check }) => check === name)!;

/** The case of a company as a verifier sees it. */
export async function caseOf(house: TestHouse, verifier: Colleague, partner: Partner) {
  const row = await house.db.one<{ id: string }>(sql`select id from verification_cases where account_id = ${partner.accountId}`);
  return verifier.do("verification.case", { caseId: row!.id });
}

export type CaseSeen = Awaited<ReturnType<typeof caseOf>>;
export const checkIn = (seen: CaseSeen, name: CheckName) => seen.checks.find(({ check }) => check === name)!;

type Ruled = {
  reason?: string;
  note?: string;
  findings?: { source: string; values: Record<string, string> };
  key?: string;
  /** The case as the desk read it, where that was before something else. */
  read?: Awaited<ReturnType<typeof caseOf>>;
};

/** A ruling as the desk's page sends it: with what the page showed. */
export async function rule(
  house: TestHouse,
  verifier: Colleague,
  partner: Partner,
  check: CheckName,
  decision: "authorise" | "reject",
  { reason, note = "", findings, key, read }: Ruled = {},
) {
  const seen = read ?? (await caseOf(house, verifier, partner));
  const shown = checkIn(seen, check);
  const chosen = reason ?? shown.reasons.find(({ decisions }) => decisions.includes(decision))!.code;
  return verifier.call(
    "verification.decide",
    { caseId: seen.caseId, body: { check, decision, reason: chosen, note, seen: shown.seen, ...(findings && { findings }) } },
    key === undefined ? {} : { key },
  );
}

export async function ask(
  house: TestHouse,
  verifier: Colleague,
  partner: Partner,
  check: CheckName,
  asked: { reason: string; documents?: string[]; deadline: string; note?: string },
) {
  const seen = await caseOf(house, verifier, partner);
  return verifier.call("verification.askDocument", {
    caseId: seen.caseId,
    body: { check, documents: [], note: "", ...asked, seen: checkIn(seen, check).seen },
  });
}

/** A decided check is opened again where that takes two: one member of staff asks, another approves. */
export async function overturned(house: TestHouse, verifier: Colleague, partner: Partner, check: CheckName, reason: string): Promise<void> {
  const { caseId } = await caseOf(house, verifier, partner);
  const asked = await verifier.do("verification.reopen", { caseId, body: { check, reason } });
  if (!asked.awaitsSecond) throw new Error("one person was enough");
  const second = await house.staff(["verifier"], { givenName: "Noé", familyName: "Lagadec" });
  const { override } = checkIn(await caseOf(house, second, partner), check);
  await second.do("verification.approveOverride", { caseId, overrideId: override!.id });
}

/** The signed link of the newest mail that carries one. */
export async function caseTokenFor(house: TestHouse, email: string): Promise<string> {
  for (const mail of await house.mailsTo(email)) {
    const token = /\/verification\/([\w-]{60,})/.exec(mail.text)?.[1];
    if (token) return token;
  }
  throw new Error(`no link to a case was mailed to ${email}`);
}

const named = (bytes: Uint8Array<ArrayBuffer>, name: string): Blob & { name?: string } => new File([bytes], name);
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, "latin1"));

let made = 0;
/** A document that nobody has sent before. */
export const pdf = (name = "extrait.pdf", text = `document ${++made}`) => named(bytesOf(`%PDF-1.4\n${text}\n%%EOF\n`), name);
export const png = (name = "plan.png") => named(bytesOf(`\x89PNG\r\n\x1a\n${++made}`), name);
export const jpeg = (name = "photo.jpg") => named(bytesOf(`\xff\xd8\xff\xe0${++made}`), name);
export const program = (name = "extrait.pdf") => named(bytesOf("MZ\x90\x00 a program"), name);
export const plainText = (name = "extrait.pdf") => named(bytesOf("Just words."), name);
export const ofSize = (bytes: number, name = "extrait.pdf") => {
  const filled = new Uint8Array(bytes);
  filled.set(bytesOf("%PDF-1.4\n"));
  return named(filled, name);
};

/** The company sends a document. */
export const send = (partner: Partner, file: Blob & { name?: string }, check: CheckName = "business", kind = "") =>
  partner.admin.call("verification.upload", { accountId: partner.accountId, check, body: { kind }, file });

export const resubmit = (partner: Partner) => partner.admin.call("verification.resubmit", { accountId: partner.accountId });
