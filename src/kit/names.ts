/** Names of people and companies, of any script. What cannot be seen has no place in them: it makes one name look like another. */

/** Spaces of any kind and any number become one; accents are composed, so that the same name is the same text. */
export const tidy = (typed: string): string => typed.normalize("NFC").replace(/\s+/gu, " ").trim();

/** Scripts that are spelt with joiners (Persian, the languages of India), where these signs change what one reads. */
const joined = [
  "Arab",
  "Syrc",
  "Mand",
  "Nkoo",
  "Deva",
  "Beng",
  "Guru",
  "Gujr",
  "Orya",
  "Taml",
  "Telu",
  "Knda",
  "Mlym",
  "Sinh",
  "Khmr",
  "Mong",
];
const letter = `[${joined.map((script) => `\\p{Script=${script}}`).join("")}]`;
/** A joiner between two letters of such a script, a Mongolian form, the mark that gives a picture its colours. */
const spelling = new RegExp(
  `(?<=${letter}\\p{M}*)[\\u200c\\u200d](?=${letter})|(?<=\\p{Script=Mong})[\\u180b-\\u180d\\u180f]|(?<=\\p{Extended_Pictographic})\\ufe0f`,
  "gu",
);

/** Controls, halves of characters, private ones, and all that has no width or turns the direction of what follows (UAX #44, UTS #39). */
const strange = /[\p{Cc}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/u;

/** Whether something in it cannot be seen. Ask it of the text as typed: `tidy` would turn some of these signs into spaces. */
export const isStrange = (text: string): boolean => strange.test(text.trim().replace(spelling, ""));
