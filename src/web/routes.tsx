import type { PageLine } from "./page.ts";
import { focus, office, page, partner } from "./page.ts";

/**
 * The one list of pages: the shell, the path, the screen (its module's default export, loaded when the page is entered).
 * `partner` and `focus` paths stand under `/a/{accountId}`, `office` paths under `/office`, those of `page` are whole.
 * The navigation shows the entries of `nav.ts` whose page is here.
 */
export const pages: readonly PageLine[] = [
  page("public", "/", () => import("../rooms/accounts/screens/Home.tsx")),
  page("public", "/join", () => import("../rooms/accounts/screens/Join.tsx")),
  page("focus", "/enrol/welcome", () => import("../rooms/accounts/screens/EnrolWelcome.tsx")),
  page("focus", "/enrol/profile", () => import("../rooms/accounts/screens/EnrolProfile.tsx")),
  page("focus", "/enrol/roles", () => import("../rooms/accounts/screens/EnrolRoles.tsx")),
  partner("/overview", () => import("../rooms/house/screens/Overview.tsx")),
  partner("/activity", () => import("../rooms/accounts/screens/Activity.tsx")),
  partner("/settings/profile", () => import("../rooms/accounts/screens/PartnerProfile.tsx")),
  partner("/settings/users", () => import("../rooms/accounts/screens/Users.tsx")),
  partner("/account-settings/users", () => import("../rooms/accounts/screens/OldUsersPath.tsx")),
  page("public", "/sign-in", () => import("../rooms/people/screens/SignIn.tsx")),
  page("public", "/sign-in/code", () => import("../rooms/people/screens/SecondFactor.tsx")),
  page("public", "/password/change", () => import("../rooms/people/screens/ChangePassword.tsx")),
  page("public", "/password/forgotten", () => import("../rooms/people/screens/Forgotten.tsx")),
  page("public", "/password/reset/$token", () => import("../rooms/people/screens/Reset.tsx")),
  page("public", "/staff/invitation/$token", () => import("../rooms/people/screens/StaffInvitation.tsx")),
  page("focus", "/enrol/sign-in", () => import("../rooms/people/screens/EnrolSignIn.tsx")),
  page("focus", "/enrol/directory", () => import("../rooms/people/screens/EnrolDirectory.tsx")),
  page("public", "/pages/$page", () => import("../rooms/house/screens/FooterPage.tsx")),
  page("public", "/dev/mail", () => import("../rooms/sandbox/screens/Mailbox.tsx")),
  office("/jobs", () => import("../rooms/office/screens/Jobs.tsx")),
  page("focus", "/enrol/agreement", () => import("../rooms/agreements/screens/EnrolAgreement.tsx")),
  focus("/agreements/accept/$agreementId", () => import("../rooms/agreements/screens/AcceptAgreement.tsx")),
  partner("/agreements", () => import("../rooms/agreements/screens/Agreements.tsx")),
  partner("/agreements/$acceptanceId", () => import("../rooms/agreements/screens/Agreement.tsx")),
  partner("/benefits", () => import("../rooms/benefits/screens/Forward.tsx")),
  partner("/benefits/software", () => import("../rooms/keys/screens/Software.tsx")),
  partner("/benefits/developerSeats", () => import("../rooms/seats/screens/Subscriptions.tsx")),
  partner("/benefits/$kind", () => import("../rooms/benefits/screens/Resources.tsx")),
  office("/keys", () => import("../rooms/keys/screens/Stock.tsx")),
  page("public", "/confirm-email/$token", () => import("../rooms/verification/screens/ConfirmEmail.tsx")),
  partner("/settings/verification", () => import("../rooms/verification/screens/Verification.tsx")),
  office("/", () => import("../rooms/verification/screens/OfficeHome.tsx")),
  office("/verification", () => import("../rooms/verification/screens/Queue.tsx")),
  office("/verification/$caseId", () => import("../rooms/verification/screens/OpenCase.tsx")),
  partner("/offers", () => import("../rooms/purchasing/screens/Offers.tsx")),
  partner("/offers/purchased", () => import("../rooms/purchasing/screens/Purchased.tsx")),
  partner("/memberships/$membershipId", () => import("../rooms/purchasing/screens/Membership.tsx")),
  focus("/offers/$offerId/checkout", () => import("../rooms/purchasing/screens/Checkout.tsx")),
  focus("/offers/$offerId/checkout/terms", () => import("../rooms/purchasing/screens/CheckoutTerms.tsx")),
  focus("/offers/$offerId/checkout/payment", () => import("../rooms/purchasing/screens/CheckoutPayment.tsx")),
  focus("/offers/$offerId/checkout/order", () => import("../rooms/purchasing/screens/CheckoutOrder.tsx")),
  focus("/offers/$offerId/checkout/confirmed/$orderId", () => import("../rooms/purchasing/screens/Confirmed.tsx")),
];
