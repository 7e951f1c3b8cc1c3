import { speaker } from "../../kit/words.ts";
import type { House } from "../../server/house.ts";
import { labelsOf } from "../../server/labels.ts";
import type { Letter } from "../../server/post.ts";
import type { MemberView, Profile } from "../accounts/door.ts";
import type { Listing } from "./store.ts";
import { mails as en } from "./words/en.ts";
import { mails as fr } from "./words/fr.ts";

export type Matter =
  | { readonly kind: "published" }
  | { readonly kind: "rejected" | "unpublished"; readonly rule: string; readonly note: string };

/** What the desk has decided, to whoever asked for it: the rule in the programme's own words, and the desk's. */
export function letterOf({ programme, url }: House, profile: Profile, held: Listing, matter: Matter, reader: MemberView): Letter {
  const { language: lang } = reader;
  const t = speaker({ fr, en }, lang, labelsOf(programme, lang));
  const region = programme.listings.regions.find(({ id }) => id === held.region)?.name[lang] ?? held.region;
  const page = `${url}/a/${profile.accountId}/listings/${held.region}`;
  const base = {
    to: reader.email,
    lang,
    accountId: profile.accountId,
    account: profile.name,
    footer: t("footer", { company: profile.name, partnerId: profile.partnerId }),
  };
  if (matter.kind === "published")
    return {
      ...base,
      template: "listing.published",
      subject: t("published.subject", { region }),
      heading: t("published.heading"),
      paragraphs: [t("greeting", { name: reader.givenName }), t("published.text", { company: profile.name, region })],
      action: { label: t("published.act"), url: `${url}/partners/${held.id}` },
      notes: [],
    };

  const rule = programme.listings.rules.find(({ code }) => code === matter.rule)?.text[lang] ?? "";
  return {
    ...base,
    template: `listing.${matter.kind}`,
    subject: t(`${matter.kind}.subject`, { region }),
    heading: t(`${matter.kind}.heading`),
    paragraphs: [
      t("greeting", { name: reader.givenName }),
      t(held.published && matter.kind === "rejected" ? "rejected.textPublic" : `${matter.kind}.text`, { company: profile.name, region }),
      ...matter.note
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
      t("again"),
    ],
    facts: [[t("rule"), rule]],
    action: { label: t("act"), url: page },
    notes: [],
  };
}
