import { useAct } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, SelectField, TextField, useForm } from "../../../web/ui/form.ts";
import { Button, toast } from "../../../web/ui/index.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import { locations as en } from "../words/en.ts";
import { locations as fr } from "../words/fr.ts";
import type { LocationRow, LocationsView } from "./Locations.tsx";

const words = { fr, en };

const empty = {
  name: "",
  addressLine1: "",
  addressLine2: "",
  postalCode: "",
  city: "",
  contactGivenName: "",
  contactFamilyName: "",
  contactEmail: "",
  contactPhone: "",
};

/** « Ajouter une localisation », and the same form to correct one. */
export function LocationForm({ view, of, onClose }: { view: LocationsView; of?: LocationRow; onClose: () => void }) {
  const t = useWords(words);
  const account = useAccount();
  const add = useAct("company.addLocation", {
    onDone: ({ partnerId }) => {
      toast({ text: t("added", { partnerId }) });
      onClose();
    },
  });
  const change = useAct("company.changeLocation", {
    onDone: () => {
      toast({ text: t("saved") });
      onClose();
    },
  });
  const {
    id: _,
    partnerId: __,
    main: ___,
    countryName: ____,
    version,
    addedOn: _____,
    updatedAt: ______,
    moves: _______,
    ...values
  } = of ?? ({} as LocationRow);
  const form = useForm({
    initial: of ? values : { ...empty, legalEntity: view.legalName, country: view.country },
    problem: of ? change.problem : add.problem,
  });
  const title = of ? t("editTitle", { name: of.name }) : t("addTitle");
  const example = view.countries.find(({ code }) => code === form.values.country)?.postalCodeExample;
  const send = (body: typeof form.values) =>
    of ? change.act({ accountId: account.id, locationId: of.id, body: { version, ...body } }) : add.act({ accountId: account.id, body });

  return (
    <Drawer title={title} onClose={onClose}>
      <Form form={form} label={title} onSend={send}>
        <Fields>
          <TextField label={t("name")} hint={t("nameHint")} {...form.bind("name")} />
          <TextField label={t("legalEntity")} hint={t("legalEntityHint")} autoComplete="organization" {...form.bind("legalEntity")} />
        </Fields>
        <Fields title={t("address")}>
          <TextField label={t("addressLine1")} autoComplete="address-line1" {...form.bind("addressLine1")} />
          <TextField label={t("addressLine2")} autoComplete="address-line2" optional {...form.bind("addressLine2")} />
        </Fields>
        <Fields shape="short-long">
          <TextField
            label={t("postalCode")}
            hint={example ? t("example", { example }) : undefined}
            autoComplete="postal-code"
            code
            {...form.bind("postalCode")}
          />
          <TextField label={t("city")} autoComplete="address-level2" {...form.bind("city")} />
        </Fields>
        <Fields>
          <SelectField
            label={t("country")}
            autoComplete="country"
            options={view.countries.map(({ code, name }) => ({ value: code, label: name }))}
            {...form.bind("country")}
          />
        </Fields>
        <Fields title={t("contact")} columns={2}>
          <TextField label={t("givenName")} autoComplete="off" {...form.bind("contactGivenName")} />
          <TextField label={t("familyName")} autoComplete="off" {...form.bind("contactFamilyName")} />
        </Fields>
        <Fields>
          <TextField label={t("email")} type="email" autoComplete="off" {...form.bind("contactEmail")} />
          <TextField label={t("phone")} hint={t("phoneHint")} type="tel" autoComplete="off" {...form.bind("contactPhone")} />
        </Fields>
        <FormFoot
          form={form}
          send={of ? t("save") : t("send")}
          working={add.working || change.working}
          before={<Button onPress={onClose}>{t("cancel")}</Button>}
          note={of ? null : t("sendNote")}
        />
      </Form>
    </Drawer>
  );
}
