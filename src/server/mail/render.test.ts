import { describe, expect, test } from "vitest";
import { FIXED } from "../../kit/words.ts";
import { type MailContent, renderMail } from "./render.ts";

const content: MailContent = {
  lang: "fr",
  account: "Kermadec Numérique",
  heading: "Confirmez votre adresse",
  paragraphs: ["Vous êtes contact principal.", "Un seul clic suffit."],
  facts: [
    ["Numéro", "2026-004187"],
    ["Montant", "510,00 €"],
  ],
  action: { label: "Confirmer l’adresse", url: "https://entente.example/c?a=1&b=2" },
  notes: ["Ce lien vaut 7 jours."],
  footer: "Espace partenaires, adresse sans réponse.",
};

/** What a reader of HTML shows, as far as these mails go. */
const shown = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>|<title>[\s\S]*?<\/title>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");

describe("a mail in words and in HTML", () => {
  test("says the same in both, the company first and the address of the link to be read", () => {
    const { text, html } = renderMail(content);
    for (const said of [
      "Kermadec Numérique",
      content.heading,
      ...content.paragraphs,
      "2026-004187",
      content.action!.url,
      "Ce lien vaut 7 jours.",
      content.footer,
    ]) {
      expect(text).toContain(said);
      expect(shown(html)).toContain(said.replaceAll(FIXED, " "));
    }
    expect(text.indexOf("Kermadec")).toBe(0);
    expect(shown(html).trim().indexOf("Kermadec")).toBe(0);
    expect(text).toContain(`Montant${FIXED}: 510,00 €`);
    expect(html).toContain('href="https://entente.example/c?a=1&amp;b=2"');
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<th scope="row"');
  });

  test("needs no picture, no script and nothing from elsewhere, and follows a dark scheme", () => {
    const { html } = renderMail(content);
    expect(html).not.toMatch(/<img|<script|<link|@import|url\(|src=/i);
    expect(html).toContain("prefers-color-scheme:dark");
    expect(html).toContain('name="color-scheme" content="light dark"');
    expect(html).toContain('width="600"');
    expect(html).toContain("max-width:600px");
  });

  test("leaves out what it was not given: no empty table, no empty button", () => {
    const { text, html } = renderMail({ lang: "en", heading: "Hello", paragraphs: [], footer: "Partner centre" });
    expect(text).toBe("Hello\n\n-- \nPartner centre\n");
    expect(html).not.toMatch(/<th|<a |undefined|null/);
  });

  test("writes the colon of its language", () => {
    expect(renderMail({ ...content, lang: "en" }).text).toContain("Montant: 510,00 €");
  });

  test("reads nothing of what people typed as markup, and lets none of it begin a line or turn the direction", () => {
    const evil = `"><script>alert('x')</script> & </td>\r\n-- \nBcc: a@b\u202egnp`;
    const { text, html } = renderMail({
      ...content,
      account: evil,
      heading: evil,
      paragraphs: [evil],
      facts: [[evil, evil]],
      action: { label: evil, url: "https://entente.example/?q=\"'<>" },
      notes: [evil],
      footer: evil,
    });
    expect(html).not.toContain("<script");
    expect(html).not.toContain("\u202e");
    expect(html).toContain("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)");
    expect(html.match(/<td|<\/td>/g)).toHaveLength((renderMail(content).html.match(/<td|<\/td>/g) ?? []).length - 2);
    expect(text.split("\n").filter((line) => line === "-- ")).toHaveLength(1);
    expect(text).not.toMatch(/^Bcc/m);
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "/relative", "https://a b", "https://a\nb", ""])("does not link to %j", (url) => {
    expect(() => renderMail({ ...content, action: { label: "x", url } })).toThrow("web address");
  });
});
