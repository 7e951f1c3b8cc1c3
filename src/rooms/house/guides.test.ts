import { afterAll, beforeAll, expect, test } from "vitest";
import { TestHouse } from "../../testing/house.ts";
import { pages } from "../../web/routes.tsx";

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.start();
});
afterAll(() => house.close());

const stands = (page: string) => pages.some(({ path }) => path === `/a/$accountId${page}`);

test("F-179 F-180 F-183 F-184 F-188 F-189 the page of resources names what one may want to do, in the reader's language, and the page where it is done", async () => {
  const { admin, accountId } = await house.partner();
  const { items } = await admin.do("house.guides", { accountId });
  const page = (id: string) => items.find((item) => item.id === id)?.page;
  expect(["profile", "add-users", "locations", "reset-password", "catalogue", "prices"].map(page)).toEqual([
    "/settings/profile",
    "/settings/users",
    "/settings/locations",
    "/settings/users",
    "/catalogue",
    "/prices",
  ]);
  for (const id of ["profile", "add-users", "locations", "reset-password", "catalogue", "prices"])
    expect([id, stands(page(id)!)]).toEqual([id, true]);
  expect(items).toHaveLength(11);
  expect(items[0]).toMatchObject({
    task: "Vérifier que le profil de votre entreprise est à jour",
    title: "Mettre à jour votre profil de partenaire",
  });
  const english = (
    await (
      await house.colleague({ ...(await house.partner()), accountId }, ["salesAgent"], { language: "en" })
    ).do("house.guides", { accountId })
  ).items;
  expect(english[0]).toMatchObject({ task: "Ensure your company profile is current", title: "Update your partner profile" });
});

test("a stranger finds no resources of another account", async () => {
  const partner = await house.partner();
  expect((await (await house.partner()).admin.call("house.guides", { accountId: partner.accountId })).status).toBe(404);
  expect((await house.visitor().call("house.guides", { accountId: partner.accountId })).status).toBe(401);
});

test("F-046 the tour is offered until it is taken or declined, to each person once, and the first end is kept", async () => {
  const partner = await house.partner();
  const { admin } = partner;
  expect(await admin.do("house.tour", {})).toEqual({ due: true, ended: null, endedAt: null });
  const ended = await admin.do("house.endTour", { body: { ended: "dismissed" } });
  expect(ended).toMatchObject({ due: false, ended: "dismissed" });
  expect(await admin.do("house.endTour", { body: { ended: "finished" } })).toEqual(ended);
  expect(await admin.do("house.tour", {})).toEqual(ended);
  expect((await (await house.colleague(partner, [])).do("house.tour", {})).due).toBe(true);
});

test("F-046 two windows that end the tour at once end it once; another word than the two is refused; a visitor has no tour", async () => {
  const { admin } = await house.partner();
  const both = await Promise.all((["finished", "dismissed"] as const).map((ended) => admin.do("house.endTour", { body: { ended } })));
  expect(both[0]).toEqual(both[1]);
  const wrong = await admin.call("house.endTour", { body: { ended: "bored" } as never });
  expect([wrong.status, wrong.problem.errors?.[0]?.pointer]).toEqual([422, "/ended"]);
  expect((await house.visitor().call("house.tour", {})).status).toBe(401);
});
