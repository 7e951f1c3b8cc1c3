import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import type { Lang } from "../../kit/words.ts";
import { loadProgramme } from "../../programme/load.ts";
import { labelsOf } from "../../programme/programme.ts";
import { settingsNav } from "../../web/entries.ts";
import { partnerNav } from "../../web/nav.ts";
import { pages } from "../../web/routes.tsx";
import type { Shell } from "../../web/shell.ts";
import { homeOf } from "../../web/shell.ts";
import { TongueContext } from "../../web/words.ts";
import { ContactWhy, Important, ProfileSide } from "./screens/EnrolProfile.tsx";
import { LeavingLink } from "./screens/LeavingLink.tsx";
import { enrolment as en } from "./words/screens.en.ts";
import { enrolment as fr } from "./words/screens.fr.ts";

// The table of endpoints is made when the pages are built; nothing is called here.
vi.mock("virtual:endpoints", () => ({ default: {} }));

const programme = loadProgramme("programmes/network");
const draw = (lang: Lang, element: React.ReactElement): string =>
  renderToStaticMarkup(createElement(TongueContext, { value: { lang, labels: labelsOf(programme, lang) } }, element)).replace(
    /[\u00a0\u202f]/g,
    " ",
  );
const paths = pages.map(({ path }) => path);

test("F-037 the form says who the primary contact is and why there is one", () => {
  expect(draw("fr", createElement(ContactWhy))).toMatch(/vous, ou quelqu’un d’autre de votre entreprise.*y travaille/);
  expect(draw("en", createElement(ContactWhy))).toMatch(/you, or somebody else at your company.*work there/);
});

test("F-038 the note on security and confidentiality names both things that the mail checks", () => {
  const french = draw("fr", createElement(Important));
  expect(french).toContain("Important.");
  for (const part of ["sécurité et la confidentialité", "(1)", "(2)", "Espace partenaires", "après sa confirmation"])
    expect(french).toContain(part);
  const english = draw("en", createElement(Important));
  for (const part of ["(1)", "(2)", "Partner Center", "once they have confirmed"]) expect(english).toContain(part);
});

test("F-025 the form says what the legal name, the address and the contact are checked for", () => {
  expect(fr.profileAnswer).toMatch(/profil établi.*agir en son nom/);
  expect(en.profileAnswer).toMatch(/established profile.*act on its behalf/);
  const checks = Object.entries(programme.verification.checks).map(([id, check]) => ({
    id,
    name: check.name.fr,
    purpose: check.purpose.fr,
  }));
  const side = draw("fr", createElement(ProfileSide, { checks, helpEmail: "aide@entente.example" }));
  for (const check of checks) expect(side).toContain(check.purpose);
  expect(side).toContain("mailto:aide@entente.example");
});

test("F-003 a link that leaves opens beside this page and says so; one that stays does not", () => {
  const link = { url: "https://elsewhere.example", label: "Ailleurs", notice: "Remarque : ce lien mène à un autre site." };
  const leaving = draw("fr", createElement(LeavingLink, { link }));
  expect(leaving).toContain('target="_blank"');
  expect(leaving).toContain(link.notice);
  expect(draw("fr", createElement(LeavingLink, { link: { ...link, notice: null } }))).not.toContain("Remarque");
});

test("F-042 F-043 both ways to the user's own sheet are named, and both addresses are pages", () => {
  expect(fr.pathBefore).toBe("« Tableau de bord » › « Paramètres du compte » › « Gestion des utilisateurs » › votre nom");
  expect(fr.pathNow).toBe("Icône « Paramètres » › « Gestion des utilisateurs » › votre nom");
  expect(paths).toContain("/a/$accountId/account-settings/users");
  expect(paths).toContain("/a/$accountId/settings/users");
});

test("F-056 signing in lands on the overview, whose entry always heads the menu; an unfinished enrolment comes first", () => {
  const account = { id: "a1", name: "Kermadec", partnerId: "4218001", roles: [], roleLabels: [], programmes: [] };
  const shell = (enrolment: unknown) =>
    ({ me: { id: "u1", mustChangePassword: false, complete: true, accounts: [account], staff: null, enrolment } }) as unknown as Shell;
  expect(homeOf(shell(null))).toBe("/a/a1/overview");
  expect(homeOf(shell({ step: "agreement", accountId: "a1" }))).toBe("/enrol/agreement");
  expect(partnerNav({ views: ["account.view"], programmes: [] })[0]?.entries[0]).toMatchObject({ word: "overview", path: "/overview" });
});

test("F-057 the gear leads to the partner profile first, then to the users", () => {
  expect(
    settingsNav({ views: ["profile.view", "users.view"] }, "partner")
      .map(({ word }) => word)
      .slice(0, 2),
  ).toEqual(["partnerProfile", "users"]);
  expect(paths).toContain("/a/$accountId/settings/profile");
});

test("F-032 the enrolment has a page for each of its steps that stands here", () => {
  for (const step of ["welcome", "profile", "agreement", "roles"]) expect(paths).toContain(`/enrol/${step}`);
  expect(fr.next).toBe("Suivant");
  expect(fr.welcomeTitle).toBe("Bienvenue");
});

test("the labels of the seeds stand to the letter", () => {
  expect([fr.send, fr.update, fr.joinNow]).toEqual(["S’inscrire maintenant", "Mettre à jour", "rejoindre maintenant"]);
});
