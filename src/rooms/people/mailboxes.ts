import providers from "email-providers";
import type { Programme } from "../../programme/schema.ts";
import type { Mailboxes } from "./rules.ts";

const known = new WeakMap<Programme, Mailboxes>();

/** The public list of mail providers and the programme's own. The names kept for examples (RFC 2606) are nobody's mail provider. */
export function mailboxesOf(programme: Programme): Mailboxes {
  let mailboxes = known.get(programme);
  if (!mailboxes) {
    const personal = new Set<string>([...providers, ...programme.mailboxes.personalDomains]);
    for (const name of ["example.com", "example.net", "example.org"]) personal.delete(name);
    mailboxes = { personal, shared: new Set(programme.mailboxes.shared) };
    known.set(programme, mailboxes);
  }
  return mailboxes;
}
