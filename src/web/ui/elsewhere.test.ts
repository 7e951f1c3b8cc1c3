import type { ComponentType } from "react";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import type { Shell, ShellAccount } from "../shell.ts";

vi.mock("virtual:endpoints", () => ({ default: {} }));
const { Empty } = await import("./Facts.tsx");
const { AccountContext, ShellContext } = await import("../shell.ts");
const { TongueContext } = await import("../words.ts");

const accounts = ["Armorique Conseil", "Bocage Données"].map((name, at) => ({ id: String(at), name }) as ShellAccount);
const draw = (mine: readonly ShellAccount[], here: ShellAccount | null, lang: "fr" | "en" = "fr") => {
  const within = (context: unknown, value: unknown, child: ReturnType<typeof createElement>) =>
    createElement(context as ComponentType<{ value: unknown }>, { value }, child);
  const page = within(AccountContext, here, createElement(Empty, { title: "Rien" }));
  return renderToStaticMarkup(
    within(TongueContext, { lang, labels: {} }, within(ShellContext, { me: { accounts: mine } } as unknown as Shell, page)),
  );
};

test("P9 an empty page says which account it is of and names one's others; with one account, and outside of any, it says nothing of it", () => {
  expect(draw(accounts, accounts[0]!)).toContain("Vous lisez le compte Armorique Conseil.");
  expect(draw(accounts, accounts[0]!)).toContain("un autre de vos comptes\u00a0: Bocage Données.");
  expect(draw(accounts, accounts[1]!, "en")).toContain("another of your accounts: Armorique Conseil.");
  expect(draw([accounts[0]!], accounts[0]!)).not.toContain("compte");
  expect(draw(accounts, null)).not.toContain("compte");
});
