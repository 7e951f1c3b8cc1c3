import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { sql } from "../../server/db.ts";
import type { Colleague } from "../../testing/house.ts";
import { TestHouse } from "../../testing/house.ts";
import { owner } from "../../testing/owner.ts";

let house: TestHouse;
let desk: Colleague;
beforeAll(async () => {
  house = await TestHouse.start();
  desk = await house.staff(["catalogueManager"]);
});
afterAll(() => house.close());

const softwareOf = (at: number): string => house.open.house.programme.products.filter((product) => product.kind === "software")[at]!.id;
const list = (from: number, count: number, mark = "DESK"): string =>
  Array.from({ length: count }, (_, n) => `${mark}-${String(from + n).padStart(6, "0")}-KEYS`).join("\n");
const add = (productId: string, text: string, who: Colleague = desk, key = newId()) =>
  who.call("keys.add", { productId, body: { text } }, { key });
const pool = async (productId: string) => (await desk.do("keys.pools", {})).items.find((item) => item.productId === productId)!;

describe("O6 the stock of keys at the vendor's desk", () => {
  test("O6 every product that hands out keys is listed with what is free, reserved and open, and says when it runs low", async () => {
    const { items, lowBelow } = await desk.do("keys.pools", {});
    const software = house.open.house.programme.products.filter((product) => product.kind === "software");
    expect(items.map((item) => item.productId)).toEqual(software.map((product) => product.id));
    expect(items.every((item) => item.low && item.free === 0)).toBe(true);

    const productId = softwareOf(0);
    await add(productId, list(0, lowBelow + 1));
    expect(await pool(productId)).toMatchObject({ free: lowBelow + 1, reserved: 0, opened: 0, low: false });
    const partner = await owner(house);
    const { accountId, admin } = partner;
    const key = await admin.do("keys.reserve", { accountId, benefitId: partner.benefit("software") });
    expect(await pool(productId)).toMatchObject({ free: lowBelow, reserved: 1, low: false });
    await admin.do("keys.open", { accountId, keyId: key.id, body: { confirmRefundLoss: true } });
    const second = await owner(house);
    await second.admin.do("keys.reserve", { accountId: second.accountId, benefitId: second.benefit("software") });
    expect(await pool(productId)).toMatchObject({ free: lowBelow - 1, reserved: 1, opened: 1, low: true });
  });

  test("O6 a pasted list adds what is new, and counts what was there and what stands twice", async () => {
    const productId = softwareOf(1);
    expect((await add(productId, list(0, 5))).body).toEqual({ added: 5, alreadyThere: 0, repeated: 0 });
    const answer = await add(productId, `\r\n  ${list(3, 4).replaceAll("\n", "  \r\n\r\n")}\r\n${list(3, 1)}`);
    expect(answer.body).toEqual({ added: 2, alreadyThere: 2, repeated: 1 });
    expect((await pool(productId)).free).toBe(7);
  });

  test("O6 a key that was handed out is not added again; the same text may be a key of another product", async () => {
    const [first, second] = [softwareOf(0), softwareOf(3)];
    await house.db.query(sql`delete from keys where product_id = ${first} and state = 'free'`);
    const text = list(900, 1);
    await add(first, text);
    const partner = await owner(house);
    await partner.admin.do("keys.reserve", { accountId: partner.accountId, benefitId: partner.benefit("software") });
    expect((await add(first, text)).body).toEqual({ added: 0, alreadyThere: 1, repeated: 0 });
    expect((await add(second, text)).body).toEqual({ added: 1, alreadyThere: 0, repeated: 0 });
  });

  test("O6 a list with wrong lines is refused as a whole, at the field, with their numbers and never their text", async () => {
    const productId = softwareOf(2);
    const answer = await add(productId, `GOOD-KEY-000001\nnot a key\nGOOD-KEY-000002;Paris\n${"X".repeat(201)}`);
    expect([answer.status, answer.problem.errors]).toEqual([
      422,
      [
        {
          pointer: "/text",
          code: "keys.wrongLines",
          detail:
            "Les lignes 2, 3 et 4 ne sont pas des clés\u00a0: il faut 5 à 200 caractères, sans espace, virgule, point-virgule, guillemet ni accent.",
        },
      ],
    ]);
    expect(JSON.stringify(answer.body)).not.toContain("GOOD-KEY");
    expect((await pool(productId)).free).toBe(0);
    const many = await add(productId, Array.from({ length: 1_200 }, () => "not a key").join("\n"), await english());
    expect(many.problem.detail).toBe(
      "1,200 lines are not keys, the first is line 1: each takes 5 to 200 characters, without spaces, commas, semicolons, quotes or accents.",
    );
  });

  const english = async (): Promise<Colleague> => house.staff(["platformAdmin"], { language: "en" });

  test.each([
    ["nothing", "", "/text"],
    ["blank lines", " \n\t\n", "/text"],
    ["more than 200,000 characters", "A".repeat(200_001), "/text"],
  ])("O6 %s is refused at the field", async (_, text, pointer) => {
    const answer = await add(softwareOf(2), text);
    expect([answer.status, answer.problem.errors?.map((error) => error.pointer)]).toEqual([422, [pointer]]);
  });

  test("O6 a list of 200,000 characters is taken in one go, and beyond what a request may weigh the answer says so", async () => {
    const productId = softwareOf(2);
    const lines = list(0, 12_000, "B").slice(0, 199_990).split("\n");
    const text = lines.slice(0, -1).join("\n").padEnd(200_000, "\n");
    expect(text).toHaveLength(200_000);
    const answer = await add(productId, text);
    expect([answer.status, answer.body.added]).toEqual([200, lines.length - 1]);
    expect((await pool(productId)).free).toBe(lines.length - 1);
    const heavy = await add(productId, "é".repeat(200_000));
    expect([heavy.status, heavy.problem.code]).toEqual([413, "request.tooLarge"]);
  });

  test("O6 a double click adds once and answers the same; two desks with overlapping lists add each key once", async () => {
    const productId = softwareOf(3);
    const before = (await pool(productId)).free;
    const key = newId();
    const clicks = await Promise.all([add(productId, list(0, 50, "C"), desk, key), add(productId, list(0, 50, "C"), desk, key)]);
    expect(clicks.map((click) => click.body)).toEqual(Array(2).fill({ added: 50, alreadyThere: 0, repeated: 0 }));
    const other = await house.staff(["platformAdmin"]);
    const both = await Promise.all([add(productId, list(100, 300, "C")), add(productId, list(250, 300, "C"), other)]);
    expect(both.map((answer) => answer.status)).toEqual([200, 200]);
    expect(both[0]!.body.added + both[1]!.body.added).toBe(450);
    expect((await pool(productId)).free).toBe(before + 500);
  });

  test("O6 the desk's act is remembered with person, product and number, and without a key", async () => {
    const productId = softwareOf(3);
    await add(productId, list(5_000, 3, "D"));
    const [fact] = await house.db.query(sql`select actor_kind as kind, actor_name as who, account_id as account, data from facts
      where type = 'keys.added' order by id desc limit 1`);
    expect(fact).toMatchObject({ kind: "staff", who: "Camille Dervaux", account: null, data: { productId, added: 3 } });
    expect(JSON.stringify(fact)).not.toContain("D-005000");
  });

  test("O6 the stock is the catalogue manager's: another member of staff is told which role it takes, a partner finds nothing", async () => {
    const verifier = await house.staff(["verifier"]);
    const answers = [await verifier.call("keys.pools", {}), await add(softwareOf(0), list(0, 1, "E"), verifier)];
    expect(answers.map((answer) => [answer.status, answer.problem.code])).toEqual(Array(2).fill([403, "staff.closed"]));
    const partner = await owner(house);
    expect((await partner.admin.call("keys.pools", {})).status).toBe(404);
    expect((await add(softwareOf(0), list(0, 1, "E"), partner.admin)).status).toBe(404);
    expect((await house.visitor().send("GET", "/api/v1/office/key-pools")).status).toBe(401);
  });

  test.each(["no-such-product", "../keys", "__proto__"])("O6 %s is no product with keys", async (productId) => {
    const answer = await add(productId, list(0, 1, "F"));
    expect([answer.status, answer.problem.code]).toEqual([404, "keys.noSuchProduct"]);
  });

  test("O6 a product without keys takes none", async () => {
    const seats = house.open.house.programme.products.find((product) => product.kind === "developerSeat")!;
    expect((await add(seats.id, list(0, 1, "G"))).problem.code).toBe("keys.noSuchProduct");
  });
});
