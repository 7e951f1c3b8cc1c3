import { useState } from "react";
import { writeInstant, writeList } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { ComboField } from "../../../web/ui/combobox.ts";
import { CheckField, Fields, Form, FormFoot, SelectField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Card, Empty, Facts, Page, Row, Text, toast } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { ProfileTabs } from "../../accounts/screens/ProfileTabs.tsx";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";

const words = { fr: fr.organisation, en: en.organisation };
const sectorWords = { fr: fr.sectors, en: en.sectors };
const sizeWords = { fr: fr.sizes, en: en.sizes };
type Organisation = Result<"company.organisation">;
type Sector = keyof typeof fr.sectors;
type Size = keyof typeof fr.sizes;
const sizes = Object.keys(fr.sizes) as Size[];

/** « Profil de l’entreprise »: size, sectors, languages. */
export default function OrganisationProfile() {
  const t = useWords(words);
  const account = useAccount();
  const organisation = useRead("company.organisation", { accountId: account.id });
  const [editing, edit] = useState(false);
  return (
    <Page title={t("title")} answer={t("answer")}>
      <ProfileTabs />
      <Await of={organisation} rows={5}>
        {(reply) => (editing ? <Edit of={reply} onClose={() => edit(false)} /> : <Shown of={reply} onEdit={() => edit(true)} />)}
      </Await>
    </Page>
  );
}

function Shown({ of, onEdit }: { of: Organisation; onEdit: () => void }) {
  const t = useWords(words);
  const sector = useWords(sectorWords);
  const size = useWords(sizeWords);
  const lang = useLang();
  const { timeZone } = useShell();
  const update = (
    <Button size="small" icon="pen" door={of.moves.edit} onPress={onEdit}>
      {t("update")}
    </Button>
  );
  if (of.size === null) {
    return (
      <Empty title={t("none")} act={update}>
        {t("noneText")}
      </Empty>
    );
  }
  return (
    <Card
      flush
      title={t("title")}
      aside={of.moves.edit.open ? update : undefined}
      foot={
        of.moves.edit.open ? (
          <Text tone="secondary" small>
            {t("by", { name: of.updatedBy ?? "", at: writeInstant(of.updatedAt ?? "", lang, timeZone) })}
          </Text>
        ) : (
          update
        )
      }
    >
      <Facts
        wide
        items={[
          { name: t("size"), value: size(of.size) },
          { name: t("sectors"), value: of.sectors.map((one) => <div key={one}>{sector(one as Sector)}</div>), hint: t("nace") },
          {
            name: t("languages"),
            value: writeList(
              of.languages.map(({ name }) => name),
              lang,
            ),
          },
        ]}
      />
    </Card>
  );
}

function Edit({ of, onClose }: { of: Organisation; onClose: () => void }) {
  const t = useWords(words);
  const sector = useWords(sectorWords);
  const size = useWords(sizeWords);
  const account = useAccount();
  const [base] = useState(of);
  const save = useAct("company.changeOrganisation", {
    onDone: () => {
      toast({ text: t("saved") });
      onClose();
    },
  });
  const form = useForm({
    initial: {
      size: (base.size ?? "micro") as Size,
      sectors: base.sectors as readonly string[],
      languages: base.languages.map(({ code }) => code) as readonly string[],
    },
    problem: save.problem,
  });
  const { sectors, languages } = form.values;
  const named = (code: string): string => of.choices.languages.find((one) => one.code === code)?.name ?? code;
  const tick = (one: string, on: boolean) => form.set({ sectors: on ? [...sectors, one] : sectors.filter((other) => other !== one) });
  const spoken = form.bind("languages");
  return (
    <Card title={t("title")}>
      <Form
        form={form}
        label={t("title")}
        onSend={(body) =>
          save.act({
            accountId: account.id,
            body: { version: base.version, size: body.size, sectors: [...body.sectors], languages: [...body.languages] },
          })
        }
      >
        <Fields columns={2}>
          <SelectField label={t("size")} options={sizes.map((value) => ({ value, label: size(value) }))} {...form.bind("size")} />
        </Fields>
        <Fields title={t("sectors")} hint={t("sectorsHint", { count: of.choices.mostSectors })} columns={2}>
          {of.choices.sectors.map((one, index) => (
            <CheckField
              key={one}
              label={sector(one as Sector)}
              value={sectors.includes(one)}
              onChange={(on) => tick(one, on)}
              {...(index === 0 ? { id: form.bind("sectors").id, error: form.bind("sectors").error } : {})}
            />
          ))}
        </Fields>
        <Fields title={t("languages")}>
          {languages.length === 0 ? <Text tone="secondary">{t("noLanguage")}</Text> : null}
          <Row>
            {languages.map((code) => (
              <Button
                key={code}
                size="small"
                icon="cross"
                label={t("languageRemove", { name: named(code) })}
                onPress={() => form.set({ languages: languages.filter((other) => other !== code) })}
              >
                {named(code)}
              </Button>
            ))}
          </Row>
          <ComboField
            label={t("languagesAdd")}
            id={spoken.id}
            error={spoken.error}
            value=""
            options={of.choices.languages
              .filter(({ code }) => !languages.includes(code))
              .map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(code) => form.set({ languages: [...languages, code] })}
          />
        </Fields>
        <FormFoot form={form} send={t("update")} working={save.working} before={<Button onPress={onClose}>{t("cancel")}</Button>} />
      </Form>
    </Card>
  );
}
