/**
 * The labels that sentences of the product may name as `{label.x}`. Each carries, or may carry for another vendor, the name of a vendor,
 * of a product or of a programme. Forms with an article exist because French joins it to the name (« du … », « de l’… »).
 */
export const labelNames = [
  // Who runs it, and what it is called.
  "vendor",
  "portal",
  "thePortal",
  "ofThePortal",
  "inThePortal",
  "network",
  "networkShort",
  "theNetwork",
  "ofTheNetwork",
  "toTheNetwork",
  "whyJoin",
  "networkSite",
  "networkResources",
  // Identity.
  "partnerId",
  "directory",
  "directoryFull",
  "signInToDirectory",
  // Membership and agreements.
  "networkMembership",
  "networkProgramme",
  "networkAgreement",
  "networkAgreementTerms",
  "programmeStatus",
  "internalUseRights",
  "internalUseTerms",
  "partnership",
  "partnershipBadge",
  // Offers.
  "starterPack",
  "starterPackShort",
  "starterPackMembership",
  "starterPackSubscription",
  "buyStarterPack",
  "buyOrRenewStarterPack",
  "activateStarterPack",
  "vendorCompetencies",
  "learnCompetencies",
  // Benefits.
  "developerSeats",
  "developerSeat",
  "seatPortal",
  "theSeatPortal",
  "cloudPortal",
  "theCloudPortal",
  "cloudCredit",
  "technicalSupport",
  "technicalBenefits",
  "goToMarketProgramme",
  // Next steps that lead to rooms about the vendor.
  "createBusinessProfile",
  "manageLeads",
] as const;
export type ProgrammeLabel = (typeof labelNames)[number];

/** The outside links that screens and mails ask for by name. A programme may have further ones, for its products. */
export const linkNames = [
  "networkSite",
  "joinNetwork",
  "membershipSite",
  "workAccountHelp",
  "starterPackPage",
  "starterPackDetails",
  "competencies",
  "seatPortal",
  "cloudPortal",
  "tour",
] as const;
export type LinkName = (typeof linkNames)[number];

/** The parts of the benefits page, in its order. */
export const benefitKinds = ["software", "cloud", "developerSeats", "technical", "goToMarket"] as const;
export type BenefitKind = (typeof benefitKinds)[number];

/** What ends the right to a refund. */
export const refundBlockers = ["keyOpened", "seatAssigned"] as const;
export type RefundBlocker = (typeof refundBlockers)[number];

/** The three checks of a company, in the order in which they are shown. */
export const checks = ["email", "employment", "business"] as const;
export type CheckName = (typeof checks)[number];

/** What a verification rule compares, so that the desk can set the declared value beside the register's. */
export const compared = ["emailConfirmed", "emailDomain", "legalName", "registrationNumber", "address", "existence"] as const;

/** The three membership options (F-005), in the order of the columns. */
export const membershipOptions = ["network", "starterPack", "competencies"] as const;
export type MembershipOption = (typeof membershipOptions)[number];

/** By which names the product's own pages ask for a type of problem; a topic of the support says to which it answers. */
export const supportEntrances = ["cancellation"] as const;
