import { createHash } from "node:crypto";
import type { Instant } from "../../kit/dates.ts";
import { writeInstant } from "../../kit/format.ts";
import { type Filling, type Lang, speaker, typeset } from "../../kit/words.ts";
import { type Block, blocksOf } from "../../programme/markdown.ts";
import type { Face, Run, Style } from "./lines.ts";
import { ink, Paper } from "./paper.ts";
import * as en from "./words/en.ts";
import * as fr from "./words/fr.ts";

export type AgreementDocument = {
  /** The language of the text; the document speaks it throughout. */
  readonly lang: Lang;
  /** Its `source` is exactly what was shown and accepted. */
  readonly agreement: { readonly title: string; readonly version: string; readonly source: string };
  /** The programme's labels in this language: what it calls the partner's ID. */
  readonly labels: Filling;
  /** Whose agreement it is, and who seals. */
  readonly issuer: string;
  readonly company: { readonly legalName: string; readonly partnerId: string };
  /** The role as this language calls it. */
  readonly signer: { readonly name: string; readonly email: string; readonly role: string };
  /** The sentence that was ticked, as it was shown. */
  readonly authority: string;
  readonly acceptedAt: Instant;
  readonly zone: string;
  readonly accountId: string;
  readonly acceptanceId: string;
};

/** What identifies an agreement's text: SHA-256 of its bytes in UTF-8, in hexadecimal. */
export const agreementDigest = (source: string): string => createHash("sha256").update(source, "utf8").digest("hex");

const body: Style = { size: 9.5, leading: 14.5, colour: ink.strong, face: "text" };
const note: Style = { size: 8.5, leading: 12.5, colour: ink.soft, face: "text" };
const label: Style = { size: 9, leading: 14, colour: ink.soft, face: "text" };
const value: Style = { size: 9.5, leading: 14, colour: ink.strong, face: "text" };
const headings: Record<1 | 2, Style> = {
  1: { size: 14, leading: 19, colour: ink.strong, face: "bold" },
  2: { size: 11, leading: 16, colour: ink.strong, face: "bold" },
};
const title: Style = { size: 21, leading: 27, colour: ink.strong, face: "bold" };
const plain = (text: string): Run[] => [{ text, bold: false }];

/** The document of one acceptance: the agreed text as it was read, then who accepted it, for whom, with what authority, and when. */
export async function agreementPdf(input: AgreementDocument): Promise<Buffer> {
  const { lang, agreement, issuer, company, acceptedAt } = input;
  const t = speaker({ fr: fr.agreement, en: en.agreement }, lang, input.labels);
  const heading = typeset(agreement.title, lang);
  const version = t("version", { version: agreement.version });
  const paper = new Paper({
    lang,
    title: heading,
    author: issuer,
    subject: t("subject", { company: company.legalName }),
    reference: input.acceptanceId,
    at: new Date(acceptedAt),
    header: { left: `${heading} · ${version}`, right: issuer },
    footer: t("reference", { id: input.acceptanceId }),
    page: (page, pages) => t("page", { page: String(page), pages: String(pages) }),
  });

  paper.write("P", plain(issuer), { ...label, colour: ink.accent }, { after: 6 });
  paper.write("H1", plain(heading), title, { after: 6 });
  paper.write("P", plain(`${version} · ${t("language")}`), label, { after: 18 });
  paper.mark();
  writeText(paper, agreement.source, heading, lang);

  paper.turn();
  writeAcceptance(paper, input);
  return paper.finish();
}

function writeText(paper: Paper, source: string, known: string, lang: Lang): void {
  const [first, ...others] = blocksOf(source);
  // The text's own title is on the page already.
  const titled = first?.kind === "heading" && typeset(first.text, lang) === known;
  const blocks = first && !titled ? [first, ...others] : others;
  const top = blocks.some((block) => block.kind === "heading" && block.level === 1) ? 1 : 2;
  blocks.forEach((block, index) => {
    if (index > 0 && block.kind === "heading") paper.space(block.level === 1 ? 14 : 8);
    writeBlock(paper, block, lang, top);
  });
}

/** The highest heading of the text stands directly under the title, whatever its number of signs: listeners skip no level. */
function writeBlock(paper: Paper, block: Block, lang: Lang, top: number): void {
  const set = (text: string): Run[] => plain(typeset(text, lang));
  if (block.kind === "list") {
    const items = block.items.map((text, index) => ({ label: `${index + 1}.`, runs: set(text) }));
    paper.list(items, body, { gap: 4, after: 9 });
  } else if (block.kind === "paragraph") {
    paper.write("P", set(block.text), body, { after: 9 });
  } else {
    paper.write(block.level === top ? "H2" : "H3", set(block.text), headings[block.level], { after: 5, keepWith: body.leading * 2 });
  }
}

function writeAcceptance(paper: Paper, input: AgreementDocument): void {
  const { lang, agreement, company, signer, acceptedAt, zone } = input;
  const t = speaker({ fr: fr.agreement, en: en.agreement }, lang, input.labels);
  const section = (text: string): void => paper.write("H3", plain(text), headings[2], { after: 6, keepWith: 40 });
  const row = (name: string, text: string, face: Face = "text") => ({ label: name, value: text, face });

  paper.write("H2", plain(t("acceptance")), { ...title, size: 17, leading: 23 }, { after: 8 });
  paper.write("P", plain(t("accepted", { version: agreement.version })), body, { after: 18 });
  section(t("authority"));
  paper.quote(plain(typeset(input.authority, lang)), body, 22);
  section(t("parties"));
  paper.facts(
    [
      row(t("company"), company.legalName, "bold"),
      row(t("partnerId"), company.partnerId, "code"),
      row(t("signer"), signer.name, "bold"),
      row(t("email"), signer.email),
      row(t("role"), typeset(signer.role, lang)),
    ],
    label,
    value,
  );
  paper.space(22);
  section(t("proof"));
  paper.facts(
    [
      row(t("moment"), momentOf(acceptedAt, lang, zone)),
      row(t("instant"), acceptedAt, "code"),
      row(t("digest"), agreementDigest(agreement.source), "code"),
      row(t("account"), input.accountId, "code"),
      row(t("acceptanceId"), input.acceptanceId, "code"),
    ],
    label,
    value,
  );
  paper.space(14);
  paper.write("P", plain(t("digestNote")), note, { after: 5 });
  paper.write("P", plain(t("sealNote", { issuer: input.issuer })), note);
}

/** « 9 mars 2027 à 14:05 (heure normale d’Europe centrale, Europe/Paris) ». */
function momentOf(instant: Instant, lang: Lang, zone: string): string {
  const parts = new Intl.DateTimeFormat(lang === "fr" ? "fr-FR" : "en-GB", { timeZone: zone, timeZoneName: "long" }).formatToParts(
    new Date(instant),
  );
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
  return `${writeInstant(instant, lang, zone)} (${name}, ${zone})`;
}
