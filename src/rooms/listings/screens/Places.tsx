import { useRef, useState } from "react";
import { useAct } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Fields, Form, SelectField, TextField, useForm } from "../../../web/ui/form.ts";
import { Button, Card, ProblemMessage, Row, Stack, Text, toast } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import styles from "./Editor.module.css";
import type { Listing } from "./Editor.tsx";

const words = { fr, en };

/** The locations of a profile, each with its own contact, who is never public. */
export function Places({ of, closed }: { of: Listing; closed: boolean }) {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const region = of.region.id;
  const [adding, add] = useState(false);
  const remove = useAct("listings.removePlace");
  const { places } = of.draft;
  const full = places.length >= of.limits.locations;

  return (
    <Card title={t("places")}>
      <Stack>
        <Text tone="secondary">{t("placesHint", { count: of.limits.locations })}</Text>
        <ProblemMessage problem={remove.problem} />
        {places.length === 0 ? <p>{t("noPlaces")}</p> : null}
        {places.length > 0 ? (
          <ul className={styles.places}>
            {places.map((place) => (
              <li key={place.id}>
                <span>
                  {[place.line1, place.line2, `${place.postalCode} ${place.city}`.trim(), place.countryName].filter(Boolean).join(", ")}
                  <br />
                  <Text tone="secondary" small>
                    {[place.contact.name, place.contact.email, place.contact.phone].filter(Boolean).join(", ")}
                  </Text>
                </span>
                <Button
                  size="small"
                  door={of.moves.addPlace}
                  working={remove.working}
                  label={t("placeRemove", { city: place.city })}
                  onPress={async () => {
                    if (await remove.act({ accountId, region, placeId: place.id })) toast({ text: t("placeGone", { city: place.city }) });
                  }}
                >
                  {t("placeRemoveShort")}
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        {adding && !closed ? (
          <AddPlace key={places.length} of={of} onClose={() => add(false)} last={places.length + 1 >= of.limits.locations} />
        ) : full ? null : (
          <div>
            <Button icon="plus" door={of.moves.addPlace} onPress={() => add(true)}>
              {t("placeAdd")}
            </Button>
          </div>
        )}
      </Stack>
    </Card>
  );
}

const blank = { line1: "", line2: "", postalCode: "", city: "", country: "", contact: { name: "", email: "", phone: "" } };

function AddPlace({ of, onClose, last }: { of: Listing; onClose: () => void; last: boolean }) {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const region = of.region.id;
  const more = useRef(false);
  const save = useAct("listings.addPlace", {
    onDone: (_reply, input) => {
      toast({ text: t("placeSaved", { city: input.body.city }) });
      if (!more.current) onClose();
    },
  });
  const missing = (text: string): string | undefined => (text.trim() === "" ? t("missing") : undefined);
  const form = useForm({
    initial: { ...blank, country: of.choices.countries.length === 1 ? of.choices.countries[0]!.code : "" },
    check: (values) => ({
      line1: missing(values.line1),
      city: missing(values.city),
      country: missing(values.country),
      "contact.name": missing(values.contact.name),
      "contact.email": missing(values.contact.email),
    }),
    problem: save.problem,
  });

  return (
    <Form form={form} label={t("placeAdd")} onSend={(body) => save.act({ accountId, region, body })}>
      <Fields columns={2}>
        <TextField label={t("line1")} autoComplete="address-line1" {...form.bind("line1")} />
        <TextField label={t("line2")} optional autoComplete="address-line2" {...form.bind("line2")} />
        <TextField label={t("postalCode")} optional autoComplete="postal-code" {...form.bind("postalCode")} />
        <TextField label={t("city")} autoComplete="address-level2" {...form.bind("city")} />
        <SelectField
          label={t("country")}
          empty={t("chooseCountry")}
          options={of.choices.countries.map(({ code, name }) => ({ value: code, label: name }))}
          {...form.bind("country")}
        />
        <TextField label={t("contactName")} autoComplete="name" {...form.bind("contact.name")} />
        <TextField label={t("contactEmail")} type="email" hint={t("contactHint")} autoComplete="email" {...form.bind("contact.email")} />
        <TextField label={t("contactPhone")} type="tel" optional autoComplete="tel" {...form.bind("contact.phone")} />
      </Fields>
      <ProblemMessage problem={save.problem} />
      <Row>
        <Button
          type="submit"
          kind="primary"
          working={save.working}
          onPress={() => {
            more.current = false;
          }}
        >
          {t("placeSave")}
        </Button>
        {last ? null : (
          <Button
            type="submit"
            working={save.working}
            onPress={() => {
              more.current = true;
            }}
          >
            {t("placeSaveMore")}
          </Button>
        )}
        <Button kind="quiet" onPress={onClose}>
          {t("cancel")}
        </Button>
      </Row>
    </Form>
  );
}
