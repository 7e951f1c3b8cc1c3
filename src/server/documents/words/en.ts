import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const agreement: Catalog<typeof fr.agreement> = {
  language: "English",
  version: "Version {version}",
  page: "Page {page} / {pages}",
  reference: "Acceptance {id}",
  acceptance: "Acceptance",
  accepted: "The text above was accepted online, in version {version}, on behalf of the company and by the person named here.",
  authority: "Authority declared",
  parties: "Company and signatory",
  company: "Company",
  partnerId: "{label.partnerId}",
  signer: "Signatory",
  email: "E-mail address",
  role: "Role",
  proof: "Time and proof",
  moment: "Date and time",
  instant: "Universal time",
  digest: "SHA-256 digest",
  account: "Account",
  acceptanceId: "Acceptance",
  digestNote: "The digest is of the source text, byte for byte (UTF-8): the same text always gives the same digest.",
  sealNote:
    "This file is electronically sealed by {issuer}. One changed byte breaks the seal, and any PDF reader that checks signatures shows it.",
  subject: "Agreement accepted by {company}",
};
