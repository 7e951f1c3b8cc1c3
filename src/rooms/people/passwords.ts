import { randomBytes } from "node:crypto";
import { dictionary } from "@zxcvbn-ts/language-common";
import type { Decision } from "../../kit/decision.ts";
import type { Programme } from "../../programme/schema.ts";
import type { PasswordRefusal } from "./rules.ts";
import { decidePassword, temporaryPasswordFrom, wordsAbout } from "./rules.ts";

const common: ReadonlySet<string> = new Set(dictionary["passwords-common"]);

/** The product's own names, which a guesser of this product's passwords tries first. */
const namesOf = ({ name, labels }: Programme): string[] => [
  "entente",
  name.fr,
  name.en,
  ...[labels.vendor, labels.portal].flatMap(({ fr, en }) => [fr, en]),
];

/** Whether somebody may take this password, in the form in which it is kept. */
export const choosePassword = (
  programme: Programme,
  typed: string,
  who: { email: string; givenName: string; familyName: string; domain?: string },
): Decision<string, PasswordRefusal> => decidePassword(typed, [...wordsAbout(who), ...namesOf(programme)], (word) => common.has(word));

export const newTemporaryPassword = (): string => temporaryPasswordFrom(randomBytes(16));
