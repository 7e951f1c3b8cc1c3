import type { Result } from "../../../web/api.ts";
import type { FormState } from "../../../web/ui/form.ts";
import { Fields, SelectField, TextField } from "../../../web/ui/form.ts";
import { useWords } from "../../../web/words.ts";
import { enrolment as en } from "../words/screens.en.ts";
import { enrolment as fr } from "../words/screens.fr.ts";

const words = { fr, en };
type Countries = Result<"accounts.enrolment">["countries"];
export type ProfileForm = Result<"accounts.profile">["values"];

/**
 * The company's part of the legal profile, as its register has it. What a country asks for follows the country. `only="place"` leaves out the
 * name and the country; `fixed` shows these two as they are, each with the reason.
 */
export function CompanyFields<V extends ProfileForm>({
  form,
  countries,
  title,
  only,
  fixed = {},
}: {
  form: FormState<V>;
  countries: Countries;
  title?: string;
  only?: "place";
  fixed?: { legalName?: string | undefined; country?: string | undefined };
}) {
  const t = useWords(words);
  const of = form as unknown as FormState<ProfileForm>;
  const country = countries.find(({ code }) => code === of.values.country);
  const plain = (reason: string | undefined) => (reason === undefined ? {} : { readOnly: { reason } });
  return (
    <>
      <Fields title={title} columns={2}>
        {only === "place" ? null : (
          <TextField label={t("legalName")} autoComplete="organization" {...of.bind("legalName")} {...plain(fixed.legalName)} />
        )}
        <TextField
          label={country?.registration.label ?? t("registrationNumber")}
          optional={!country?.registration.required}
          hint={country ? t("example", { example: country.registration.example }) : undefined}
          code
          {...of.bind("registrationNumber")}
        />
      </Fields>
      <Fields columns={2}>
        <TextField label={t("addressLine1")} autoComplete="address-line1" {...of.bind("addressLine1")} />
        <TextField label={t("addressLine2")} autoComplete="address-line2" optional {...of.bind("addressLine2")} />
      </Fields>
      <Fields shape="short-long-short">
        <TextField label={t("postalCode")} autoComplete="postal-code" code {...of.bind("postalCode")} />
        <TextField label={t("city")} autoComplete="address-level2" {...of.bind("city")} />
        {only === "place" ? null : (
          <SelectField
            label={t("country")}
            autoComplete="country"
            options={countries.map(({ code, name }) => ({ value: code, label: name }))}
            {...of.bind("country")}
            {...plain(fixed.country)}
          />
        )}
      </Fields>
      <Fields columns={2}>
        <TextField label={t("vatNumber")} optional code {...of.bind("vatNumber")} />
      </Fields>
    </>
  );
}

/** The primary contact: name, work address, phone, language of the mails. `mine` shows the reader's own name instead of boxes. */
export function ContactFields<V extends ProfileForm>({ form, mine = false }: { form: FormState<V>; mine?: boolean }) {
  const t = useWords(words);
  const of = form as unknown as FormState<ProfileForm>;
  const plain = mine ? { readOnly: {} } : {};
  return (
    <>
      <Fields columns={2}>
        <TextField label={t("givenName")} {...of.bind("contactGivenName")} {...plain} />
        <TextField label={t("familyName")} {...of.bind("contactFamilyName")} {...plain} />
      </Fields>
      <Fields columns={2}>
        <TextField label={t("email")} type="email" {...of.bind("contactEmail")} {...(mine ? { readOnly: { reason: t("mine") } } : {})} />
        <TextField label={t("phone")} hint={t("phoneHint")} type="tel" autoComplete={mine ? "tel" : "off"} {...of.bind("contactPhone")} />
      </Fields>
      <Fields columns={2}>
        <SelectField
          label={t("contactLanguage")}
          options={[
            { value: "fr", label: t("fr") },
            { value: "en", label: t("en") },
          ]}
          {...of.bind("contactLanguage")}
        />
      </Fields>
    </>
  );
}
