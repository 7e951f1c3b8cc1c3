import { useState } from "react";
import { writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Card, CopyValue, Facts, Page, Text, toast } from "../../../web/ui/index.ts";
import { useLang, useShellWords, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/screens.en.ts";
import { screens as fr } from "../words/screens.fr.ts";
import { useBehind } from "./Behind.tsx";

const words = { fr, en };
type PublisherView = Result<"developer.publisher">;

/** « Profil de l’éditeur »: the name under which the company publishes, its ID and its contact. */
export default function Publisher() {
  const t = useWords(words);
  const s = useShellWords();
  const behind = useBehind();
  const account = useAccount();
  const publisher = useRead("developer.publisher", { accountId: account.id });
  const [editing, edit] = useState(false);

  return (
    <Page title={s("publisher")} answer={behind(t("publisherAnswer"))} crumbs={[{ label: s("developerSettings"), to: "~/settings" }]}>
      <Await of={publisher} rows={6}>
        {(of) => (editing ? <Edit of={of} onClose={() => edit(false)} /> : <Shown of={of} onEdit={() => edit(true)} />)}
      </Await>
    </Page>
  );
}

function Shown({ of, onEdit }: { of: PublisherView; onEdit: () => void }) {
  const t = useWords(words);
  const s = useShellWords();
  const lang = useLang();
  const { timeZone } = useShell();
  const button = (
    <Button size="small" icon="pen" door={of.moves.edit} onPress={onEdit}>
      {t(of.publisherId === null ? "fill" : "edit")}
    </Button>
  );
  const { open } = of.moves.edit;
  return (
    <Card
      flush
      title={s("publisher")}
      aside={open ? button : undefined}
      foot={
        open ? (
          <Text tone="secondary" small>
            {of.updatedAt === null ? t("noPublisher") : t("saved", { at: writeInstant(of.updatedAt, lang, timeZone) })}
          </Text>
        ) : (
          button
        )
      }
    >
      <Facts
        wide
        items={[
          { name: t("publisherName"), value: of.name || t("none") },
          {
            name: t("publisherId"),
            value: of.publisherId === null ? t("idLater") : <CopyValue value={of.publisherId} label={t("copyId")} />,
          },
          { name: t("contact"), value: of.contactName || t("none"), hint: of.contactEmail },
          { name: t("website"), value: of.website || t("none") },
        ]}
      />
    </Card>
  );
}

function Edit({ of, onClose }: { of: PublisherView; onClose: () => void }) {
  const t = useWords(words);
  const s = useShellWords();
  const account = useAccount();
  const save = useAct("developer.savePublisher", {
    onDone: ({ publisherId }) => {
      toast({ text: t("savedNow", { publisherId }) });
      onClose();
    },
  });
  const { name, contactName, contactEmail, website, version } = of;
  const form = useForm({ initial: { name, contactName, contactEmail, website }, problem: save.problem });
  return (
    <Card title={s("publisher")}>
      <Form form={form} onSend={(values) => void save.act({ accountId: account.id, body: { ...values, version } })}>
        <Fields>
          <TextField label={t("publisherName")} hint={t("nameHint")} {...form.bind("name")} />
          <TextField label={t("contactName")} autoComplete="name" {...form.bind("contactName")} />
          <TextField label={t("contactEmail")} type="email" autoComplete="email" {...form.bind("contactEmail")} />
          <TextField label={t("website")} hint={t("websiteHint")} type="url" optional {...form.bind("website")} />
        </Fields>
        <FormFoot form={form} working={save.working} send={t("save")} before={<Button onPress={onClose}>{t("cancel")}</Button>} />
      </Form>
    </Card>
  );
}
