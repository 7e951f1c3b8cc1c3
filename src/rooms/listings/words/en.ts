import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const states: Catalog<typeof fr.states> = {
  draft: "Draft",
  inReview: "Under review",
  published: "Published",
  changed: "Changed, not sent yet",
  rejected: "Refused",
  unpublished: "Taken down",
};

export const refusals: Catalog<typeof fr.refusals> = {
  "listings.unknownRegion": "This is not a region of the programme. Choose one from the list.",
  "listings.alreadyThere": "There is a profile for this region already. Open it to change it.",
  "listings.noSuchListing": "This profile does not exist, or is not published.",
  "listings.noSuchPlace": "This location is no longer in the profile.",
  "listings.noLogo": "This profile has no logo.",
  "listings.changedMeanwhile": "Somebody changed this profile meanwhile. Your entries are kept here; reload to see theirs.",
  "listings.underReview": "This profile is under review. Take it back first to change it.",
  "listings.notUnderReview": "This profile is not waiting for a review.",
  "listings.notPublic": "Nothing is published: there is nothing to take down.",
  "listings.nothingNew": "This profile is published as it is: there is nothing new to send.",
  "listings.unknownRule": "Choose a rule from the list.",
  "listings.descriptionMissing": "Describe what your company does for its customers.",
  "listings.descriptionTooLong": "{letters} characters. Accepted: up to {most}.",
  "listings.industryMissing": "Choose at least one industry.",
  "listings.placeMissing": "Add at least one location.",
  "listings.websiteWrong": "Give an https address, for example https://www.kermadec.example.",
  "listings.socialPageWrong": "Give a page on {domain}, for example {example}.",
  "listings.tooManyIndustries": "{count} industries chosen. Accepted: up to {most}.",
  "listings.tooManyTags": "{count} keywords. Accepted: up to {most}.",
  "listings.tagTooLong": "“{tag}” is too long. Accepted: up to {most} characters, for example “harbour software”.",
  "listings.unknownTag": "This choice is not in the list.",
  "listings.tooManyPlaces": "Up to {most} locations for a region. Remove one first.",
  "listings.samePlace": "This location is in the profile already.",
  "listings.countryElsewhere": "This country is not in the region of this profile. Choose one from the list.",
  "listings.logoMissing": "Choose a picture.",
  "listings.logoNotAPicture": "This file is not a picture that can be read. Accepted: GIF, JPG, PNG.",
  "listings.logoTooHeavy": "This file is too heavy. Accepted: GIF, JPG, PNG, up to {most} bytes.",
  "listings.logoTooWide": "This picture is {width} pixels wide. Accepted: up to {most}.",
  "listings.logoUpright": "This picture is higher than it is wide ({width} × {height}). It must be square or horizontal.",
  "listings.badCursor": "This part of the list does not exist. Start again from the beginning.",
  "listings.tooOften": "Too many searches in a row from your network. Try again in {seconds} seconds.",
};

export const facts: Catalog<typeof fr.facts> = {
  "listing.submitted": "Business profile sent for review: {region}",
  "listing.withdrawn": "Business profile taken back before its review: {region}",
  "listing.published": "Business profile published: {region}",
  "listing.rejected": "Business profile refused: {region}",
  "listing.unpublished": "Business profile taken down by our team: {region}",
  "listing.takenDown": "Business profile taken down by the company: {region}",
};

export const mails: Catalog<typeof fr.mails> = {
  greeting: "Hello {name},",
  footer: "This message concerns the account of {company} {label.inThePortal}. {label.partnerId} {partnerId}.",
  "published.subject": "Your business profile is published: {region}",
  "published.heading": "Your business profile is published",
  "published.text": "The profile of {company} for the region {region} is online. Everybody can find it from now on.",
  "published.act": "See the public page",
  "rejected.subject": "Your business profile needs a correction: {region} (your turn)",
  "rejected.heading": "Your business profile is not published",
  "rejected.text": "The profile of {company} for the region {region} breaks a rule of the programme. It is not published.",
  "rejected.textPublic":
    "The changes to the profile of {company} for the region {region} break a rule of the programme. The published version stays online.",
  "unpublished.subject": "Your business profile has been taken down: {region} (your turn)",
  "unpublished.heading": "Your business profile has been taken down",
  "unpublished.text": "The profile of {company} for the region {region} breaks a rule of the programme. It is no longer online.",
  again: "Correct it, then send it again: nothing that is written is lost.",
  act: "Correct the profile",
  rule: "Rule",
};
export * from "./desk.en.ts";
export * from "./finder.en.ts";
export * from "./page.en.ts";
