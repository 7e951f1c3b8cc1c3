import type { ReactNode } from "react";
import { Facts, Text } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { profile as en } from "../words/screens.en.ts";
import { profile as fr } from "../words/screens.fr.ts";
import type { ProfileView } from "./PartnerProfile.tsx";

const words = { fr, en };

/** The company as its legal profile has it: name, address, numbers, primary contact. `move` stands beside the country. */
export function LegalFacts({ of, move }: { of: ProfileView; move?: ReactNode }) {
  const t = useWords(words);
  const { values } = of;
  const lines = [values.addressLine1, values.addressLine2, `${values.postalCode} ${values.city}`, of.country.name].filter(Boolean);
  return (
    <Facts
      wide
      items={[
        { name: t("name"), value: values.legalName },
        { name: t("address"), value: lines.map((line) => <div key={line}>{line}</div>), act: move },
        {
          name: of.country.registration.label || t("registrationNumber"),
          value: values.registrationNumber ? <Text code>{values.registrationNumber}</Text> : t("none"),
        },
        { name: t("vatNumber"), value: values.vatNumber ? <Text code>{values.vatNumber}</Text> : t("none") },
        {
          name: t("contact"),
          value: `${values.contactGivenName} ${values.contactFamilyName}`,
          hint: (
            <>
              <div>{values.contactEmail}</div>
              <div className="num">{values.contactPhone}</div>
            </>
          ),
        },
      ]}
    />
  );
}
