import { Fields, SelectField, TextField } from "../../../web/ui/form.ts";
import { useWords } from "../../../web/words.ts";
import { users as en } from "../words/screens.en.ts";
import { users as fr } from "../words/screens.fr.ts";

const words = { fr, en };
type Name = "givenName" | "familyName" | "email" | "language";
type Bound = { readonly value: string; readonly onChange: (value: string) => void; readonly error?: string | undefined };

/** Who somebody new is: name, work address, language. The hint of the address says which ones are taken here. */
export function NewPersonFields({ bind, emailHint }: { bind: (name: Name) => Bound; emailHint: string }) {
  const t = useWords(words);
  return (
    <Fields>
      <TextField label={t("givenName")} autoComplete="off" {...bind("givenName")} />
      <TextField label={t("familyName")} autoComplete="off" {...bind("familyName")} />
      <TextField label={t("email")} hint={emailHint} type="email" autoComplete="off" {...bind("email")} />
      <SelectField
        label={t("language")}
        options={[
          { value: "fr", label: t("fr") },
          { value: "en", label: t("en") },
        ]}
        {...bind("language")}
      />
    </Fields>
  );
}
