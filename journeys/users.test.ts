import { expect, test } from "vitest";
import { speaker } from "../src/kit/words.ts";
import { companies } from "../src/rooms/sandbox/companies.ts";
import * as teamEn from "../src/rooms/team/words/screens.en.ts";
import * as teamFr from "../src/rooms/team/words/screens.fr.ts";
import { Stage } from "./stage.ts";
import { Walker } from "./walker.ts";
import { Wire } from "./wire.ts";
import { programme, wordsIn } from "./words.ts";

const stage = new Stage();

const w = wordsIn("fr");
const inviting = speaker({ fr: teamFr.invitations, en: teamEn.invitations }, "fr", w.labels);
const arriving = speaker({ fr: teamFr.arriving, en: teamEn.arriving }, "fr", w.labels);
const asking = speaker({ fr: teamFr.asking, en: teamEn.asking }, "fr", w.labels);
const importing = speaker({ fr: teamFr.importing, en: teamEn.importing }, "fr", w.labels);
const mine = speaker({ fr: teamFr.mine, en: teamEn.mine }, "fr", w.labels);
const company = companies.find((one) => one.reaches === "owner")!;
const role = programme.roles.billingAdmin.label.fr;

/** The first address of this kind in the newest mail to somebody. */
async function linkTo(walker: Walker, email: string, shape: RegExp): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        const mails = await (
          await walker.page.request.get(`${stage.product.base}/dev/mail?to=${email}`, { headers: { accept: "application/json" } })
        ).json();
        found = shape.exec(mails[0]?.text ?? "")?.[0];
        return found;
      },
      { timeout: 20_000 },
    )
    .toBeDefined();
  return found!;
}

test("F-163 G-009 people come in and get their roles: invited and in, a role asked for and given, a file with a wrong line, and the last administrator stays", async () => {
  const wire = new Wire();
  const maelle = await stage.signIn(company.admin.email, { wire });
  const account = /\/a\/[\w-]+/.exec(maelle.page.url())![0];

  await maelle.goto(`${account}/settings/profile`);
  await maelle.press(w.users("colleaguesInvite"));
  await maelle.at(inviting("title"));
  const email = `ronan.lebris@${company.domain}`;
  const drawer = maelle.page.getByRole("dialog");
  await maelle.type(w.users("givenName"), "Ronan", drawer);
  await maelle.type(w.users("familyName"), "Le Bris", drawer);
  await maelle.type(w.users("email"), email, drawer);
  await maelle.press(inviting("send"), drawer);
  await maelle.sees(inviting("sent", { email }));

  const ronan = await Walker.enter(stage.browser, stage.product.base, "fr", wire);
  const link = await linkTo(maelle, email, /\/invitation\/[\w-]+/);
  await ronan.goto(link);
  await ronan.at(arriving("title", { company: company.name }));
  await ronan.type(arriving("password"), "un phare au bout du môle");
  await ronan.press(arriving("join", { company: company.name }));
  await ronan.at(mine("title"), { axe: false });
  await ronan.sees(mine("noRoleAnswer", { account: company.name }));

  await ronan.page.getByLabel(asking("role"), { exact: true }).selectOption({ label: role });
  await ronan.press(asking("send"));
  await ronan.sees(asking("sentTo", { name: `${company.admin.givenName} ${company.admin.familyName}` }));
  // Whoever had the link opens nothing with it a second time.
  const late = await Walker.enter(stage.browser, stage.product.base, "fr", wire);
  await late.goto(link);
  await late.at(arriving("deadTitle"), { axe: false });

  await maelle.goto(await linkTo(maelle, company.admin.email, /\/a\/\S+give=\S+/));
  await maelle.sees(w.users("asksFor", { name: "Ronan Le Bris", role }));
  await maelle.press(w.users("update"), drawer);
  await maelle.sees(w.users("updated", { name: "Ronan Le Bris" }));
  await ronan.page.reload();
  await ronan.sees(asking("granted"));

  await maelle.goto(`${account}/settings/users/import`);
  await maelle.at(importing("title"), { axe: false });
  const lines = ["prénom;nom;adresse", `Zoé;Le Dû;zoe@${company.domain}`, "Ana;Le Bris;ana"].join("\n");
  await maelle.page.locator('input[type="file"]').setInputFiles({ name: "équipe.csv", mimeType: "text/csv", buffer: Buffer.from(lines) });
  await maelle.sees(importing("someWrong", { count: 1, ready: 1 }));
  await maelle.press(importing("confirm", { count: 1 }));
  await maelle.sees(importing("done", { count: 1 }));
  await maelle.at(importing("title"));

  await maelle.goto(`${account}/settings/users`);
  await maelle.sees(w.users("oneAdminTitle"));
  await maelle.press("Ronan Le Bris");
  await maelle.press(w.users("deactivate"), drawer);
  await maelle.press(w.users("deactivate"), maelle.page.getByRole("alertdialog").or(maelle.page.locator("dialog:modal")));
  await maelle.sees(w.users("deactivated", { name: "Ronan Le Bris" }));
  await maelle.press(`${company.admin.givenName} ${company.admin.familyName}`, maelle.page.locator("main table"));
  await maelle.sees("Ce compte doit garder un administrateur général.");
  await ronan.page.reload();
  await ronan.at(w.people("signInTitle"), { axe: false });
  expect(await wire.faults()).toEqual([]);
});
