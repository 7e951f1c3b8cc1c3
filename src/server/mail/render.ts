import { FIXED, type Lang } from "../../kit/words.ts";

/** A mail in words; the layout is one and the same for all. Everything given is text: nothing in it is read as markup. */
export type MailContent = {
  readonly lang: Lang;
  /** The company that the mail is about, always first, so that nobody with two accounts takes one for the other. */
  readonly account?: string | undefined;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly facts?: readonly (readonly [label: string, value: string])[] | undefined;
  readonly action?: { readonly label: string; readonly url: string } | undefined;
  /** Smaller, after the button: how long a link holds, what to do when one did not ask for it. */
  readonly notes?: readonly string[] | undefined;
  readonly footer: string;
  /** The page where this kind of mail can be refused. */
  readonly unsubscribe?: string | undefined;
};

const stop = { fr: "Ne plus recevoir ce genre de courrier", en: "Stop this kind of mail" } as const;

export function renderMail(content: MailContent): { text: string; html: string } {
  const { action } = content;
  if (action && !/^https?:\/\/[^\s]+$/.test(action.url)) throw new Error("the link of a mail must be a web address");
  return { text: asText(content), html: asHtml(content) };
}

/** One line of text: what came from a form cannot begin a line of its own, nor turn the direction of the next one. */
const line = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();

function asText({ lang, account, heading, paragraphs, facts = [], action, notes = [], footer, unsubscribe }: MailContent): string {
  const colon = lang === "fr" ? `${FIXED}:` : ":";
  const blocks = [
    ...(account ? [line(account)] : []),
    line(heading),
    ...paragraphs.map(line),
    ...(facts.length > 0 ? [facts.map(([label, value]) => `${line(label)}${colon} ${line(value)}`).join("\n")] : []),
    ...(action ? [`${line(action.label)}${colon}\n${action.url}`] : []),
    ...notes.map(line),
    // The usual sign that what follows is not part of the letter.
    `-- \n${line(footer)}${unsubscribe ? `\n${stop[lang]}${colon} ${unsubscribe}` : ""}`,
  ];
  return `${blocks.join("\n\n")}\n`;
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const html = (text: string): string => line(text).replace(/[&<>"']/g, (sign) => escapes[sign]!);

const font = "font-family:-apple-system,BlinkMacSystemFont,Roboto,'Helvetica Neue',Arial,sans-serif";
// Colours stand twice: inline for readers that drop style sheets, and below for those that follow the person's dark scheme.
const style = {
  page: "margin:0;padding:0;background-color:#f7f8fa",
  sheet: "width:100%;max-width:600px;background-color:#ffffff;border:1px solid #e2e4e7;border-radius:10px",
  account: `margin:0 0 20px;${font};font-size:13px;line-height:18px;font-weight:600;color:#4e5159`,
  heading: `margin:0 0 16px;${font};font-size:22px;line-height:28px;font-weight:600;color:#191c22`,
  paragraph: `margin:0 0 14px;${font};font-size:15px;line-height:23px;color:#191c22`,
  label: `padding:8px 16px 8px 0;${font};font-size:13px;line-height:20px;font-weight:400;color:#4e5159;text-align:left;vertical-align:top;border-top:1px solid #e2e4e7`,
  value: `padding:8px 0;${font};font-size:15px;line-height:20px;color:#191c22;text-align:left;vertical-align:top;word-break:break-word;border-top:1px solid #e2e4e7`,
  button: `display:inline-block;padding:12px 20px;${font};font-size:15px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;background-color:#2d49d5;border-radius:6px`,
  address: `margin:0 0 18px;${font};font-size:12px;line-height:18px;color:#666971;word-break:break-all`,
  note: `margin:0 0 8px;${font};font-size:13px;line-height:19px;color:#4e5159`,
  footer: `margin:0;${font};font-size:12px;line-height:18px;color:#666971`,
} as const;

const dark = `@media (prefers-color-scheme:dark){.page{background-color:#0c0d11!important}.sheet{background-color:#181a1e!important;border-color:#2a2c33!important}.strong{color:#eaebee!important}.soft{color:#b0b2b9!important}.faint{color:#92959d!important}.rule{border-color:#2a2c33!important}.button{background-color:#3e60e5!important}.link{color:#a4bdfc!important}}@media (max-width:480px){.inside{padding:24px 20px!important}}`;

function asHtml({ lang, account, heading, paragraphs, facts = [], action, notes = [], footer, unsubscribe }: MailContent): string {
  const rows = facts
    .map(
      ([label, value]) =>
        `<tr><th scope="row" class="soft rule" style="${style.label}" width="35%">${html(label)}</th><td class="strong rule" style="${style.value}">${html(value)}</td></tr>`,
    )
    .join("");
  const parts = [
    account ? `<p class="soft" style="${style.account}">${html(account)}</p>` : "",
    `<h1 class="strong" style="${style.heading}">${html(heading)}</h1>`,
    ...paragraphs.map((text) => `<p class="strong" style="${style.paragraph}">${html(text)}</p>`),
    rows && `<table cellpadding="0" cellspacing="0" border="0" width="100%" style="margin:4px 0 20px">${rows}</table>`,
    action ? button(action) : "",
    ...notes.map((text) => `<p class="soft" style="${style.note}">${html(text)}</p>`),
  ];
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${html(heading)}</title>
<style>:root{color-scheme:light dark}${dark}</style>
</head>
<body class="page" style="${style.page}">
<table role="presentation" class="page" cellpadding="0" cellspacing="0" border="0" width="100%" style="background-color:#f7f8fa"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="sheet" cellpadding="0" cellspacing="0" border="0" width="600" style="${style.sheet}"><tr><td class="inside" style="padding:32px 36px">
${parts.filter(Boolean).join("\n")}
</td></tr></table>
<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="600" style="width:100%;max-width:600px"><tr><td class="inside" style="padding:16px 36px">
<p class="faint" style="${style.footer}">${html(footer)}${unsubscribe ? ` <a class="link" href="${html(unsubscribe)}" style="color:#2d49d5">${html(stop[lang])}</a>` : ""}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

/** The address stands under the button as well, to be read before it is followed, and copied where buttons do not work. */
function button({ label, url }: NonNullable<MailContent["action"]>): string {
  return `<p style="margin:20px 0 12px"><a class="button" href="${html(url)}" style="${style.button}">${html(label)}</a></p>
<p class="faint" style="${style.address}"><a class="link" href="${html(url)}" style="color:#2d49d5">${html(url)}</a></p>`;
}
