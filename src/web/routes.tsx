import type { PageLine } from "./page.ts";
import { focus, office, page, partner } from "./page.ts";

/**
 * The one list of pages: the shell, the path, the screen (its module's default export, loaded when the page is entered).
 * `partner` and `focus` paths stand under `/a/{accountId}`, `office` paths under `/office`, those of `page` are whole.
 * The navigation shows the entries of `nav.ts` whose page is here.
 */
export const pages: readonly PageLine[] = [
  page("public", "/", () => import("./screens/Home.tsx")),
  page("public", "/pages/$page", () => import("../rooms/house/screens/FooterPage.tsx")),
  page("public", "/dev/mail", () => import("../rooms/sandbox/screens/Mailbox.tsx")),
  office("/jobs", () => import("../rooms/office/screens/Jobs.tsx")),
  page("focus", "/enrol/agreement", () => import("../rooms/agreements/screens/EnrolAgreement.tsx")),
  focus("/agreements/accept/$agreementId", () => import("../rooms/agreements/screens/AcceptAgreement.tsx")),
  partner("/agreements", () => import("../rooms/agreements/screens/Agreements.tsx")),
  partner("/agreements/$acceptanceId", () => import("../rooms/agreements/screens/Agreement.tsx")),
];
