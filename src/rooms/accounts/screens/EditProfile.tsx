import { useEffect, useState } from "react";
import { useAct } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, useForm } from "../../../web/ui/form.ts";
import { Button, Card, Message, toast } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { profile as en, enrolment as enFields } from "../words/screens.en.ts";
import { profile as fr, enrolment as frFields } from "../words/screens.fr.ts";
import type { ProfileView } from "./PartnerProfile.tsx";
import { CompanyFields, ContactFields } from "./ProfileFields.tsx";

const words = { fr, en };
const fieldWords = { fr: frFields, en: enFields };

/** The names of the fields as the form shows them. */
const named = {
  legalName: "legalName",
  addressLine1: "addressLine1",
  addressLine2: "addressLine2",
  postalCode: "postalCode",
  city: "city",
  country: "country",
  registrationNumber: "registrationNumber",
  vatNumber: "vatNumber",
  contactGivenName: "givenName",
  contactFamilyName: "familyName",
  contactEmail: "email",
  contactPhone: "phone",
  contactLanguage: "contactLanguage",
} as const satisfies Record<keyof ProfileView["values"], keyof typeof frFields>;

/** The legal profile as a form. When somebody else was quicker, what they changed is shown and one's own entries stay. */
export function EditProfile({ of, again, onClose }: { of: ProfileView; again: () => void; onClose: () => void }) {
  const t = useWords(words);
  const fields = useWords(fieldWords);
  const account = useAccount();
  const [base, rebase] = useState(of);
  const change = useAct("accounts.changeProfile", {
    onDone: () => {
      toast({ text: t("saved") });
      onClose();
    },
  });
  const form = useForm({ initial: of.values, problem: change.problem });
  const behind = change.problem?.code === "accounts.profileMoved";
  useEffect(() => {
    if (behind) again();
  }, [behind, again]);
  const names = Object.keys(named) as (keyof typeof named)[];
  const moved = of.dataVersion === base.dataVersion ? [] : names.filter((name) => of.values[name] !== base.values[name]);
  const written = (name: keyof typeof named, value: string): string => {
    if (name === "country") return of.countries.find(({ code }) => code === value)?.name ?? value;
    if (name === "contactLanguage") return fields(value === "en" ? "en" : "fr");
    return value || t("none");
  };
  // Only what was changed here is sent, so that what somebody else corrected meanwhile stays corrected.
  const mine = () =>
    Object.fromEntries(names.filter((name) => form.values[name] !== base.values[name]).map((name) => [name, form.values[name]]));

  return (
    <Card title={t("editTitle")}>
      <Form
        form={form}
        label={t("editTitle")}
        onSend={() => change.act({ accountId: account.id, body: { dataVersion: base.dataVersion, ...mine() } })}
      >
        <CompanyFields
          form={form}
          countries={of.countries}
          fixed={{
            country: of.moves.country.open ? t("countryElsewhere") : of.moves.country.text,
            legalName: of.moves.name.open ? undefined : of.moves.name.text,
          }}
        />
        <Fields title={fields("contact")} hint={t("emailNote")}>
          {null}
        </Fields>
        <ContactFields form={form} />
        {moved.length > 0 ? (
          <Message tone="you" title={t("movedTitle")}>
            <ul>
              {moved.map((name) => (
                <li key={name}>
                  {t("moved", {
                    field: fields(named[name]),
                    before: written(name, base.values[name]),
                    after: written(name, of.values[name]),
                  })}
                </li>
              ))}
            </ul>
            <Button
              size="small"
              onPress={() => {
                const others = Object.fromEntries(
                  moved.filter((name) => form.values[name] === base.values[name]).map((name) => [name, of.values[name]]),
                );
                form.set(others);
                rebase(of);
                change.reset();
              }}
            >
              {t("keepMine")}
            </Button>
          </Message>
        ) : null}
        <FormFoot
          form={form}
          send={t("save")}
          working={change.working}
          before={<Button onPress={onClose}>{t("cancel")}</Button>}
          note={t("editNote")}
        />
      </Form>
    </Card>
  );
}
