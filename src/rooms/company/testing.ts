/** A location that the rules accept. */
export const locationOf = (name: string, domain = "kermadec.example") => ({
  name,
  legalEntity: "Kermadec Numérique SAS",
  addressLine1: "14 rue de Siam",
  addressLine2: "",
  postalCode: "29200",
  city: "Brest",
  country: "FR",
  contactGivenName: "Yann",
  contactFamilyName: "Le Goff",
  contactEmail: `yann.legoff@${domain}`,
  contactPhone: "02 98 00 14 72",
});
