import { writePercent } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, SelectField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Card, Facts, Message, Text, toast } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { profile as en } from "../words/screens.en.ts";
import { profile as fr } from "../words/screens.fr.ts";
import type { ProfileView } from "./PartnerProfile.tsx";
import { CompanyFields } from "./ProfileFields.tsx";

const words = { fr, en };

/** « Changer votre pays » (G-023): the country, what changes with it, the address there; then it is one correction of the profile. */
export function ChangeCountry({ of, onClose }: { of: ProfileView; onClose: () => void }) {
  const t = useWords(words);
  const account = useAccount();
  const change = useAct("accounts.changeProfile", {
    onDone: () => {
      toast({ text: t("countrySaved") });
      onClose();
    },
  });
  const there = { country: "", addressLine1: "", addressLine2: "", postalCode: "", city: "", registrationNumber: "", vatNumber: "" };
  const form = useForm({ initial: { ...of.values, ...there }, problem: change.problem });
  const { country } = form.values;
  const others = of.countries.filter(({ code }) => code !== of.country.code);
  const { addressLine1, addressLine2, postalCode, city, registrationNumber, vatNumber } = form.values;
  const body = { dataVersion: of.dataVersion, country, addressLine1, addressLine2, postalCode, city, registrationNumber, vatNumber };

  return (
    <Card title={t("changeCountry")}>
      <Form form={form} label={t("changeCountry")} onSend={() => change.act({ accountId: account.id, body })}>
        <Text tone="secondary">{t("countryIntro")}</Text>
        <Fields columns={2}>
          <SelectField
            label={t("newCountry")}
            autoComplete="country"
            options={[{ value: "", label: t("chooseCountry") }, ...others.map(({ code, name }) => ({ value: code, label: name }))]}
            {...form.bind("country")}
          />
        </Fields>
        {country ? (
          <>
            <WhatChanges country={country} />
            <CompanyFields form={form} countries={of.countries} title={t("addressThere")} only="place" />
          </>
        ) : null}
        {country ? (
          <FormFoot
            form={form}
            send={t("save")}
            working={change.working}
            before={<Button onPress={onClose}>{t("cancel")}</Button>}
            note={t("countryNote")}
          />
        ) : (
          <Button onPress={onClose}>{t("cancel")}</Button>
        )}
      </Form>
    </Card>
  );
}

function WhatChanges({ country }: { country: string }) {
  const account = useAccount();
  const change = useRead("accounts.countryChange", { accountId: account.id, country });
  return (
    <Await of={change} rows={4}>
      {(view) => <Changes of={view} />}
    </Await>
  );
}

function Changes({ of }: { of: Result<"accounts.countryChange"> }) {
  const t = useWords(words);
  const lang = useLang();
  const { before, after } = of.currency;
  const rate = (share: string | null) => (share === null ? t("noTax") : writePercent(share, lang));
  const taxes = [rate(of.vatRate.before), rate(of.vatRate.after)];
  return (
    <>
      <Fields title={t("countryChanges")}>{null}</Fields>
      <Facts
        wide
        items={[
          {
            name: t("currencyLine"),
            value: before === null || before === after ? t("currencySame", { after }) : t("currencyChange", { before, after }),
            hint: t("currencyNote"),
          },
          { name: t("taxLine"), value: [...new Set(taxes)].join(" → ") },
          {
            name: t("agreementsLine"),
            value:
              of.agreements.length === 0
                ? t("agreementsSame")
                : of.agreements.map(({ programme, title, version }) => (
                    <div key={programme}>
                      {title === null || version === null
                        ? t("agreementNone", { programme })
                        : t("agreementThere", { programme, title, version })}
                    </div>
                  )),
          },
          { name: t("checksLine"), value: of.checks.join(", ") || t("checksNone") },
        ]}
      />
      {of.sellable ? null : <Message tone="wait">{t("notSold")}</Message>}
    </>
  );
}
