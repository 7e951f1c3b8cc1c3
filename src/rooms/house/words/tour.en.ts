import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./tour.fr.ts";

export const tour: Catalog<typeof fr.tour> = {
  title: "Discover your dashboard",
  step: "Step {n} of {of}",
  previous: "Back",
  next: "Next",
  finish: "Finish",
  overviewTitle: "How your account stands",
  overviewText: "The overview says what is open, what is not yet, and why. The verification keeps its place there until it is complete.",
  stepsTitle: "Next steps",
  stepsText: "Each step leads to its page. A closed button gives the reason, and the name of whoever can open it.",
  partnershipTitle: "Your offers and your benefits",
  partnershipText: "Under Partnership you buy a membership, then use what it holds: keys, seats, support.",
  settingsTitle: "Your company and its people",
  settingsText: "Under Settings: the company’s profile, the people and their roles, the agreements you signed.",
  helpTitle: "Finding your way again",
  helpText: "The Resources page says where everything is done. This tour is there too.",
  toOffers: "See the offers",
  toUsers: "See the people",
  toResources: "Open the resources",
};

export const guides: Catalog<typeof fr.guides> = {
  title: "Resources",
  answer: "What you want to do, and the page where it is done.",
  caption: "Resources to manage your account",
  task: "To do this",
  page: "Read this",
  tour: "Discover your dashboard",
  tourText: "A tour in five steps, to take again whenever you like.",
  takeTour: "Start the tour",
};
