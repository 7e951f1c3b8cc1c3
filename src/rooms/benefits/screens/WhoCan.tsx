import { writeList } from "../../../kit/format.ts";
import type { BenefitKind } from "../../../programme/names.ts";
import { Text } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import type { Overview } from "./BenefitsFrame.tsx";

const words = { fr, en };
const SHOWN = 6;

/** The foot of a part: what its dates mean, and by name who can use what stands above. */
export function WhoCan({ of: { people }, kind }: { of: Overview; kind: BenefitKind }) {
  const t = useWords(words);
  const lang = useLang();
  if (kind !== "software" && kind !== "developerSeats") return null;

  const able = kind === "software" ? people.keys : people.seats;
  const names = able
    .slice(0, SHOWN)
    .map((person) => t("person", { name: person.me ? t("you") : person.name, roles: writeList(person.roles, lang) }));
  const rest = able.length - names.length;
  const list = writeList(rest > 0 ? [...names, t("others", { count: rest })] : names, lang);
  const who = { software: ["whoKeys", "nobodyKeys"], developerSeats: ["whoSeats", "nobodySeats"] } as const;
  const [some, none] = who[kind];

  return (
    <p>
      <Text tone="secondary" small>
        {t("expiresNote")} {able.length > 0 ? t(some, { people: list }) : t(none)}
      </Text>
    </p>
  );
}
