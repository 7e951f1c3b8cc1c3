import { afterAll, beforeAll, expect, test } from "vitest";
import { TestHouse } from "../../testing/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

test("a visitor's page learns the language, the clock and the programme's labels, and nothing about anybody", async () => {
  const shell = await house.visitor("en").do("house.shell", {});
  expect(shell).toMatchObject({ lang: "en", me: null, sandbox: true, timeZone: house.open.house.programme.timeZone });
  expect(shell.programme.labels.networkShort).toBeTruthy();
});

test("a member's page lists their accounts with their roles in the language they chose", async () => {
  const partner = await house.partner();
  await partner.admin.do("house.language", { body: { language: "en" } });
  const { me, lang } = await partner.admin.do("house.shell", {});
  expect(lang).toBe("en");
  expect(me?.accounts).toEqual([
    expect.objectContaining({
      id: partner.accountId,
      partnerId: partner.partnerId,
      roleLabels: expect.arrayContaining(["Global administrator"]),
    }),
  ]);
});

test("a language that we do not speak is refused at its field with what would be accepted", async () => {
  const { status, problem } = await house.visitor().call("house.language", { body: { language: "de" as "fr" } });
  expect(status).toBe(422);
  expect(problem.errors).toEqual([{ pointer: "/language", code: "field.choice", detail: "Choisissez parmi\u00a0: fr, en." }]);
});

test("an unknown field, an unknown query parameter, broken JSON and an oversized body are each refused in a sentence", async () => {
  const visitor = house.visitor();
  const unknown = await visitor.call("house.language", { body: { language: "fr", colour: "red" } as never });
  expect(unknown.problem.errors).toEqual([{ pointer: "/colour", code: "field.unknown", detail: "Ce champ n’existe pas ici." }]);
  expect((await visitor.send("GET", "/api/v1/shell?x=1")).status).toBe(400);
  const broken = await visitor.send("POST", "/api/v1/language", "{", { "content-type": "application/json" });
  expect([broken.status, broken.problem.code]).toEqual([400, "request.unreadable"]);
  const large = await visitor.send("POST", "/api/v1/language", JSON.stringify({ language: "x".repeat(300_000) }), {
    "content-type": "application/json",
  });
  expect([large.status, large.problem.code]).toEqual([413, "request.tooLarge"]);
});

test("what another site makes a browser send is refused", async () => {
  const { status, problem } = await house.visitor().send("POST", "/api/v1/language", JSON.stringify({ language: "fr" }), {
    "content-type": "application/json",
    origin: "https://evil.example",
  });
  expect([status, problem.code]).toEqual([403, "request.foreignOrigin"]);
});
