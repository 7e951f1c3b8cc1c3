import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addSeconds } from "../../kit/dates.ts";
import { actInside } from "../../server/acts.ts";
import { sql } from "../../server/db.ts";
import type { Colleague, Partner } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { codes } from "../people/testing.ts";
import { sendNext } from "./importing.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const head = "prénom;nom;adresse;langue;rôles";
const file = (content: string | Uint8Array, name = "équipe.csv") => Object.assign(new Blob([content as BlobPart]), { name });
const upload = (by: Colleague, { accountId }: Partner, content: string | Uint8Array) =>
  by.call("team.checkUsers", { accountId, file: file(content) } as never);
async function checked(partner: Partner, lines: readonly string[], by = partner.admin) {
  const answer = await upload(by, partner, [head, ...lines].join("\r\n"));
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.problem));
  return (answer.body as unknown as { id: string }).id;
}
/** The same person at a browser that speaks English. */
async function inEnglish({ userId, email, name }: Colleague): Promise<Colleague> {
  const browser = await house.signedIn(userId, email, name);
  browser.cookies.set("entente-language", "en");
  return browser;
}
const report = (by: Colleague, { accountId }: Partner, importId: string, query: object = {}) =>
  by.do("team.userImport", { accountId, importId, ...query });
const confirm = (by: Colleague, { accountId }: Partner, importId: string) => by.call("team.confirmImport", { accountId, importId });
const invitedTo = async ({ accountId }: Partner) =>
  (await house.db.query<{ email: string }>(sql`select email from invitations where account_id = ${accountId} order by email`)).map(
    ({ email }) => email,
  );

test("F-163 a file is read and reported on, nothing is sent; confirmed, each right line becomes one invitation with its roles and language", async () => {
  const partner = await house.partner();
  const { accountId, admin, domain } = partner;
  const id = await checked(partner, [
    `Inès;Haddad;ines@${domain};français;Agent commercial|Administrateur de la facturation`,
    `Siobhán;O’Neill;siobhan@${domain};anglais;`,
    `王;小明;xiaoming@${domain};;helpdeskAgent`,
  ]);
  expect(await report(admin, partner, id)).toMatchObject({
    state: "checked",
    fileName: "équipe.csv",
    counts: { total: 3, wrong: 0, sent: 0 },
    moves: { confirm: { open: true } },
  });
  expect(await invitedTo(partner)).toEqual([]);

  expect((await confirm(admin, partner, id)).status).toBe(202);
  await house.settle();

  expect(await report(admin, partner, id)).toMatchObject({ state: "done", counts: { total: 3, wrong: 0, sent: 3 } });
  expect((await admin.do("team.invitations", { accountId })).items).toMatchObject([
    { name: "王 小明", roleLabels: ["Agent du support technique"] },
    { name: "Siobhán O’Neill", roleLabels: [], sender: "Maëlle Kermadec" },
    { name: "Inès Haddad", roleLabels: ["Administrateur de la facturation", "Agent commercial"] },
  ]);
  expect((await house.mailsTo(`siobhan@${domain}`))[0]).toMatchObject({ language: "en" });
  const log = (await admin.do("accounts.activity", { accountId })).items.map(({ text }) => text);
  expect(log).toContain("Invitations par fichier\u00a0: 3");
});

test("each wrong line names its column and what would be accepted, in the reader's language; the right ones go all the same", async () => {
  const partner = await house.partner();
  const { accountId, admin, domain } = partner;
  const lea = await house.colleague(partner, []);
  await admin.do("team.invite", {
    accountId,
    body: { givenName: "Yann", familyName: "Le Goff", email: `yann@${domain}`, language: "fr", roles: [] },
  });
  const userAdmin = await house.colleague(partner, ["userAdmin"]);
  const id = await checked(
    partner,
    [
      `Inès;Haddad;ines@${domain};;Agent commercial`,
      `Inès;Haddad;INES@${domain};;`,
      `;Haddad;a@${domain};;`,
      `A\u202eb;Haddad;b@${domain};;`,
      `${"é".repeat(101)};Haddad;c@${domain};;`,
      "Ana;Haddad;ana;;",
      "Ana;Haddad;ana@gmail.com;;",
      `Ana;Haddad;contact@${domain};;`,
      `Ana;Haddad;ana@${domain};klingon;`,
      `Eva;Haddad;eva@${domain};;roi`,
      `Bea;Haddad;bea@${domain};;Administrateur général`,
      "Cyd;Haddad;cyd@ailleurs.example;;Agent commercial",
      `Léa;Haddad;${lea.email};;`,
      `Yann;Le Goff;yann@${domain};;`,
      `Dan;Haddad;dan@${domain};;developer`,
    ],
    userAdmin,
  );
  const wrong = await report(userAdmin, partner, id, { lines: "wrong" });
  expect(wrong.counts).toEqual({ total: 15, wrong: 14, sent: 0 });
  expect(wrong.items.map(({ line, problem }) => `${line} ${problem!.column}: ${problem!.text.slice(0, 34)}`)).toMatchInlineSnapshot(`
    [
      "3 Adresse: Cette adresse est déjà à la ligne ",
      "4 Prénom: Cette case est vide, et il la faut",
      "5 Prénom: Des caractères invisibles s’y trou",
      "6 Prénom: Plus de 100 caractères.",
      "7 Adresse: Adresse incomplète. Écrivez-la en ",
      "8 Adresse: Les adresses de gmail.com sont per",
      "9 Adresse: contact est une boîte partagée. Il",
      "10 Langue: Langue inconnue. Écrivez français ",
      "11 Rôles: Rôle inconnu : roi. Écrivez les rô",
      "12 Rôles: Vous ne pouvez pas donner ce rôle ",
      "13 Rôles: L’adresse est d’une autre entrepri",
      "14 Adresse: Cette personne a déjà accès au com",
      "15 Adresse: Cette personne est déjà invitée, j",
      "16 Rôles: Vous ne pouvez pas donner ce rôle ",
    ]
  `);
  await confirm(userAdmin, partner, id);
  await house.settle();
  expect(await invitedTo(partner)).toEqual([`ines@${domain}`, `yann@${domain}`]);
  const english = await inEnglish(userAdmin);
  expect((await report(english, partner, id, { lines: "wrong", limit: 1 })).items[0]!.problem).toEqual({
    field: "email",
    column: "Address",
    text: "This address is on line 2 already.",
  });
});

test("with the UTF-8 mark or without, comma or semicolon, quoted or not, a file is read alike; page by page", async () => {
  const partner = await house.partner();
  const { admin, domain } = partner;
  const files = [
    `\ufeff${head}\r\nZoé;"d’Été; ""Zo"" ";zoe1@${domain};;\r\n`,
    `Given name,Family name,Email\nZoé,"d’Été; ""Zo"" ",zoe1@${domain}`,
    `FAMILY NAME;E-mail;Given Name\n"d’Été; ""Zo"" ";zoe1@${domain};Zoé\n\n;;\n`,
  ];
  for (const content of files) {
    const answer = await upload(admin, partner, content);
    expect([content, answer.status]).toEqual([content, 201]);
    const { items } = await report(admin, partner, (answer.body as unknown as { id: string }).id);
    expect(items).toMatchObject([{ line: 2, name: 'Zoé d’Été; "Zo"', email: `zoe1@${domain}`, problem: null }]);
  }
  const id = await checked(
    partner,
    Array.from({ length: 5 }, (_, index) => `A;B${index};p${index}@${domain};;`),
  );
  const first = await report(admin, partner, id, { limit: 3 });
  const second = await report(admin, partner, id, { limit: 3, cursor: Number(first.nextCursor) });
  expect([...first.items, ...second.items].map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  expect([first.total, second.nextCursor]).toEqual([5, null]);
});

test("another encoding, a workbook, strange or missing headings, nothing and too much are each refused with what to do", async () => {
  const partner = await house.partner();
  const { admin, domain } = partner;
  const said = async (content: string | Uint8Array) => codes(await upload(admin, partner, content));
  const row = `Inès;Haddad;ines@${domain};;`;
  const latin = Uint8Array.from(Buffer.from(`${head}\r\n${row}`, "latin1"));
  expect(await said(latin)).toEqual(["team.csvEncoding /file"]);
  const told = await upload(admin, partner, latin);
  expect(told.problem.detail).toContain("«\u202fCSV UTF-8\u202f»");
  expect(await said(Uint8Array.from([0xff, 0xfe, ...Buffer.from(`${head}\r\n${row}`, "utf16le")]))).toEqual(["team.csvEncoding /file"]);
  expect(await said("PK\u0003\u0004whatever")).toEqual(["team.csvUnreadable /file"]);
  expect(await said(`${head}\n"open;x;y@${domain}`)).toEqual(["team.csvUnreadable /file"]);
  expect(await said("")).toEqual(["team.csvEmpty /file"]);
  expect(await said(head)).toEqual(["team.csvEmpty /file"]);
  expect((await upload(admin, partner, `prénom;nom\nInès;Haddad`)).problem.detail).toContain("Adresse");
  expect(await said(`${head};mot de passe\n${row};secret`)).toEqual(["team.csvColumn /file"]);
  expect(await said(`${head};nom\n${row};x`)).toEqual(["team.csvColumn /file"]);
  const many = (count: number) => [head, ...Array.from({ length: count }, (_, index) => `A;B;p${index}@${domain};;`)].join("\n");
  expect(await said(many(1001))).toEqual(["team.csvTooMany /file"]);
  expect((await upload(admin, partner, many(1000))).status).toBe(201);
  expect((await upload(admin, partner, "x".repeat(700_000))).status).toBe(413);
});

test("a file is confirmed once however often it is pressed, by whoever uploaded it; somebody without the role and strangers get nowhere", async () => {
  const [partner, other] = [await house.partner(), await house.partner()];
  const { accountId, admin, domain } = partner;
  const id = await checked(partner, [`Inès;Haddad;ines@${domain};;`]);
  const second = await house.colleague(partner, ["globalAdmin"]);
  expect((await confirm(second, partner, id)).problem.code).toBe("team.importOfAnother");
  const presses = await Promise.all([1, 2, 3].map(() => confirm(admin, partner, id)));
  expect(presses.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
  await house.settle();
  expect(await house.mailsTo(`ines@${domain}`)).toHaveLength(1);

  const seller = await house.colleague(partner, ["salesAgent"]);
  expect((await upload(seller, partner, head)).problem.code).toBe("door.role");
  expect((await seller.call("team.userImport", { accountId, importId: id })).status).toBe(403);
  expect((await other.admin.call("team.userImport", { accountId: other.accountId, importId: id })).status).toBe(404);
  expect((await other.admin.call("team.confirmImport", { accountId: other.accountId, importId: id })).status).toBe(404);
  // Reading another one in takes the place of one that was never confirmed.
  const [first, next] = [await checked(partner, [`A;B;a@${domain};;`]), await checked(partner, [`A;B;a@${domain};;`])];
  expect((await admin.call("team.userImport", { accountId, importId: first })).status).toBe(404);
  expect((await admin.call("team.userImport", { accountId, importId: next })).status).toBe(200);
  const nothing = await checked(partner, ["A;B;nobody;;"]);
  expect((await confirm(admin, partner, nothing)).problem.code).toBe("team.importEmpty");
});

test("S-18 the lines are decided again when they are sent: what changed meanwhile is left out, and a sender who lost the role sends nothing", async () => {
  const partner = await house.partner();
  const { accountId, admin, domain } = partner;
  const sender = await house.colleague(partner, ["userAdmin", "accountAdmin"]);
  const id = await checked(
    partner,
    [`Ana;Le Bris;ana@${domain};;partnerAdmin`, `Bea;Le Bris;bea@${domain};;salesAgent`, `Cyd;Le Bris;cyd@${domain};;`],
    sender,
  );
  await admin.do("accounts.setRoles", { accountId, userId: sender.userId, body: { roles: ["userAdmin"] } });
  await admin.do("accounts.addUser", {
    accountId,
    body: { givenName: "Cyd", familyName: "Le Bris", email: `cyd@${domain}`, language: "fr", roles: [] },
  });
  await confirm(sender, partner, id);
  await house.settle();
  const done = await report(admin, partner, id);
  expect(done).toMatchObject({ state: "done", counts: { total: 3, wrong: 2, sent: 1 } });
  expect(done.items.map(({ sent }) => sent)).toEqual([false, true, false]);

  const late = await checked(
    partner,
    Array.from({ length: 60 }, (_, index) => `A;B;late${index}@${domain};;`),
    sender,
  );
  await house.db.query(sql`update members set roles = '{billingAdmin}' where account_id = ${accountId} and user_id = ${sender.userId}`);
  await house.db.query(sql`update user_imports set state = 'running', confirmed_at = now() where id = ${late}`);
  await house.db.transaction((tx) => actInside(house.open.house, tx, (act) => sendNext(act, accountId, late, 0)));
  await house.settle();
  expect(await report(admin, partner, late)).toMatchObject({ state: "done", counts: { total: 60, wrong: 60, sent: 0 } });
});

test("the sample opens in a spreadsheet of the reader's language and is itself a file that is accepted", async () => {
  const partner = await house.partner();
  const { accountId, admin } = partner;
  const english = await inEnglish(admin);
  for (const [reader, separator, first] of [
    [admin, ";", "Prénom"],
    [english, ",", "First name"],
  ] as const) {
    const { body, headers } = await reader.call("team.importSample", { accountId });
    // Reading text takes the mark away; the bytes have it.
    expect(headers.get("content-type")).toContain("charset=utf-8");
    const rows = parse(String(body), { delimiter: separator, bom: true }) as string[][];
    expect(rows[0]![0]).toBe(first);
    const answer = await upload(reader, partner, String(body));
    expect(answer.status).toBe(201);
    expect(await report(reader, partner, (answer.body as unknown as { id: string }).id)).toMatchObject({ counts: { total: 2, wrong: 0 } });
  }
});

test("F-163 one address gets five invitations a day at most, through a file too; its line says so, and the other lines go", async () => {
  const partner = await house.partner();
  const { accountId, admin, domain } = partner;
  const email = `yann@${domain}`;
  const body = { givenName: "Yann", familyName: "Le Goff", email, language: "fr" as const, roles: [] };
  for (let sent = 0; sent < 4; sent++) {
    const { id } = await admin.do("team.invite", { accountId, body });
    await admin.do("team.revokeInvitation", { accountId, invitationId: id });
  }
  const send = async (other: string) => {
    const id = await checked(partner, [`Yann;Le Goff;${email};;`, `Inès;Haddad;${other}@${domain};;`]);
    await confirm(admin, partner, id);
    await house.settle();
    return (await report(admin, partner, id)).items.map(({ sent, problem }) => [sent, problem?.column ?? null, problem?.text ?? null]);
  };
  const fine = [true, null, null];
  expect(await send("ines")).toEqual([fine, fine]);
  const open = (await admin.do("team.invitations", { accountId })).items.find((one) => one.email === email)!;
  await admin.do("team.revokeInvitation", { accountId, invitationId: open.id });

  expect(await send("bea")).toEqual([[false, "Adresse", expect.stringContaining("5 invitations sont parties")], fine]);
  expect(await house.mailsTo(email)).toHaveLength(5);
  expect((await admin.call("team.invite", { accountId, body })).status).toBe(429);
});

test("F-163 a file that was read and never confirmed is gone after a day with the names in it; one that was confirmed stays", async () => {
  const [partner, other] = [await house.partner(), await house.partner()];
  const left = await checked(partner, [`Inès;Haddad;ines@${partner.domain};;`]);
  const sent = await checked(other, [`Inès;Haddad;ines@${other.domain};;`]);
  await confirm(other.admin, other, sent);
  await house.settle();
  const later = (hours: number) => addSeconds(house.open.house.clock.now(), hours * 3600);
  await house.travel(later(23));
  await house.settle();
  expect((await partner.admin.call("team.userImport", { accountId: partner.accountId, importId: left })).status).toBe(200);
  await house.travel(later(2));
  await house.settle();
  const { status, problem } = await partner.admin.call("team.userImport", { accountId: partner.accountId, importId: left });
  expect([status, problem.code]).toEqual([404, "team.importGone"]);
  expect(await house.db.query(sql`select 1 from user_import_lines where import_id = ${left}`)).toEqual([]);
  expect(await report(other.admin, other, sent)).toMatchObject({ state: "done", counts: { sent: 1 } });
});
