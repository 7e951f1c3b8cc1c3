import { z } from "zod";
import { CountryCode, Id, Text } from "./values.ts";

const Tag = z.strictObject({ id: Id, name: Text });

/** The public profiles of companies: where, what may be said, and by which rules the marketing desk decides (handbook §3.16). */
export const Listings = z.strictObject({
  /** A company has one profile in each region. */
  regions: z.array(z.strictObject({ id: Id, name: Text, countries: z.array(CountryCode).min(1) })).min(1),
  limits: z.strictObject({
    descriptionLetters: z.int().positive(),
    locations: z.int().positive(),
    industries: z.int().positive(),
    freeTags: z.int().min(0),
    logoPixels: z.int().positive(),
    logoBytes: z.int().positive(),
  }),
  /** The page of a company in a social network: what it is called, and the domain on which it must stand. */
  socialPage: z.strictObject({
    label: Text,
    domain: z.string().regex(/^[a-z\d-]+(?:\.[a-z\d-]+)+$/, "is not a domain in lower case"),
    example: z.url(),
  }),
  industries: z.array(Tag).min(1),
  products: z.array(Tag).min(1),
  services: z.array(Tag).min(1),
  /** The rules of what a profile may say, in the words that both the company and the desk read; a rejection names one of them. */
  rules: z.array(z.strictObject({ code: z.string().regex(/^[a-z][a-zA-Z]*$/, "is not a rule's code"), text: Text })).min(1),
});
