import type { Lang } from "../../kit/words.ts";
import type { Role, StaffRole } from "../../permissions.ts";

/** Printed at the start: everybody of the sandbox signs in with it. Outside the sandbox nobody has it. */
export const PASSWORD = "trois-bateaux-au-mouillage";

export const staff = {
  email: "camille.dervaux@vendor.example",
  givenName: "Camille",
  familyName: "Dervaux",
  language: "fr" as Lang,
  roles: ["verifier", "catalogueManager", "finance", "platformAdmin"] as readonly StaffRole[],
};

type Person = { readonly givenName: string; readonly familyName: string; readonly email: string };

export type Company = {
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly language: Lang;
  readonly admin: Person;
  readonly colleagues: readonly (Person & { readonly roles: readonly Role[] })[];
  readonly profile: Readonly<Record<string, string>> & { readonly contactEmail: string };
  readonly locations?: readonly (readonly [name: string, line: string, postalCode: string, city: string])[];
  readonly support?: { readonly website: string; readonly email: string; readonly phone: string };
  /** How far it has come: signed, address confirmed, asked for a document, authorised, owner of the first offer. */
  readonly reaches: "enrolled" | "confirmed" | "asked" | "authorised" | "owner";
};

type Sketch = Omit<Company, "domain" | "profile" | "admin" | "colleagues"> & {
  domain: string;
  admin: [given: string, family: string, box: string];
  colleagues?: [given: string, family: string, box: string, ...roles: Role[]][];
  contact: [given: string, family: string, box: string, phone: string];
  address: [line: string, postalCode: string, city: string];
  registration: string;
};

const company = ({ admin, colleagues = [], contact, address, registration, ...rest }: Sketch): Company => ({
  ...rest,
  admin: { givenName: admin[0], familyName: admin[1], email: `${admin[2]}@${rest.domain}` },
  colleagues: colleagues.map(([givenName, familyName, box, ...roles]) => ({
    givenName,
    familyName,
    email: `${box}@${rest.domain}`,
    roles,
  })),
  profile: {
    legalName: rest.name,
    addressLine1: address[0],
    postalCode: address[1],
    city: address[2],
    country: rest.country,
    registrationNumber: registration,
    contactGivenName: contact[0],
    contactFamilyName: contact[1],
    contactEmail: `${contact[2]}@${rest.domain}`,
    contactPhone: contact[3],
    contactLanguage: rest.language,
  },
});

/** Invented companies, each where another part of the work begins. */
export const companies: readonly Company[] = [
  company({
    name: "Kermadec Numérique",
    domain: "kermadec.example",
    country: "FR",
    language: "fr",
    admin: ["Maëlle", "Kermadec", "m.kermadec"],
    colleagues: [
      ["Yann", "Le Goff", "yann.legoff", "partnerAdmin"],
      ["Inès", "Haddad", "i.haddad", "salesAgent"],
      ["Karim", "Belkacem", "k.belkacem", "helpdeskAgent"],
    ],
    contact: ["Yann", "Le Goff", "yann.legoff", "+33 2 98 00 14 72"],
    address: ["14 bis rue de Siam", "29200", "Brest"],
    registration: "983214768",
    locations: [
      ["Kermadec Brest", "14 bis rue de Siam", "29200", "Brest"],
      ["Kermadec Quimper", "2 quai de l’Odet", "29000", "Quimper"],
    ],
    support: { website: "https://www.kermadec.example/aide", email: "support@kermadec.example", phone: "+33 2 98 00 14 90" },
    reaches: "owner",
  }),
  company({
    name: "Sillage Données",
    domain: "sillage.example",
    country: "FR",
    language: "fr",
    admin: ["Solène", "Prigent", "s.prigent"],
    contact: ["Solène", "Prigent", "s.prigent", "+33 2 40 00 21 35"],
    address: ["3 quai de la Fosse", "44000", "Nantes"],
    registration: "732829320",
    reaches: "authorised",
  }),
  company({
    name: "Boréal Infogérance",
    domain: "boreal.example",
    country: "FR",
    language: "fr",
    admin: ["Aurélie", "Caron", "a.caron"],
    contact: ["Thomas", "Nguyen", "t.nguyen", "+33 3 20 00 18 44"],
    address: ["27 rue Nationale", "59000", "Lille"],
    registration: "552100554",
    reaches: "confirmed",
  }),
  company({
    name: "Castelnau et Fils Informatique",
    domain: "castelnau.example",
    country: "FR",
    language: "fr",
    admin: ["Léa", "Castelnau", "l.castelnau"],
    contact: ["Paul", "Castelnau", "p.castelnau", "+33 5 61 00 47 90"],
    address: ["8 allées Jean-Jaurès", "31000", "Toulouse"],
    registration: "404833048",
    reaches: "asked",
  }),
  company({
    name: "Harbour Lane Systems",
    domain: "harbourlane.example",
    country: "GB",
    language: "en",
    admin: ["Emily", "Ward", "emily.ward"],
    contact: ["Oliver", "Ward", "oliver.ward", "+44 117 496 0000"],
    address: ["5 Narrow Quay", "BS1 4QA", "Bristol"],
    registration: "",
    locations: [["Harbour Lane Bristol", "5 Narrow Quay", "BS1 4QA", "Bristol"]],
    support: { website: "https://harbourlane.example/support", email: "help@harbourlane.example", phone: "+44 117 496 0002" },
    reaches: "enrolled",
  }),
];
