import { useState } from "react";
import { writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { CheckField, Fields, Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Card, Empty, Facts, Link, OutLink, Page, StatusBadge, Text, toast } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { ProfileTabs } from "../../accounts/screens/ProfileTabs.tsx";
import { support as en } from "../words/en.ts";
import { support as fr } from "../words/fr.ts";

const words = { fr, en };
type SupportView = Result<"company.support">;

/** « Support client »: where customers find help, and whether they are shown it (G-032). */
export default function SupportProfile() {
  const t = useWords(words);
  const account = useAccount();
  const support = useRead("company.support", { accountId: account.id });
  const [editing, edit] = useState(false);
  return (
    <Page title={t("title")} answer={t("answer")}>
      <ProfileTabs />
      <Await of={support} rows={5}>
        {(reply) => (editing ? <Edit of={reply} onClose={() => edit(false)} /> : <Shown of={reply} onEdit={() => edit(true)} />)}
      </Await>
    </Page>
  );
}

function Shown({ of, onEdit }: { of: SupportView; onEdit: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const update = (
    <Button size="small" icon="pen" door={of.moves.edit} onPress={onEdit}>
      {t("update")}
    </Button>
  );
  if (of.version === 0) {
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
            {t("by", { name: of.updatedBy ?? "", at: writeInstant(of.updatedAt ?? "", lang, timeZone) })} {t("formChecked")}
          </Text>
        ) : (
          update
        )
      }
    >
      <Facts
        wide
        items={[
          { name: t("website"), value: <OutLink href={of.website}>{of.website}</OutLink> },
          { name: t("email"), value: of.email },
          { name: t("phone"), value: <span className="num">{of.phone}</span> },
          {
            name: t("visibility"),
            value: <StatusBadge look={of.shown ? "active" : "off"}>{t(of.shown ? "yes" : "no")}</StatusBadge>,
            hint: of.shown ? <Link to={of.publicPath}>{t("publicPage")}</Link> : t("shownHint"),
          },
        ]}
      />
    </Card>
  );
}

function Edit({ of, onClose }: { of: SupportView; onClose: () => void }) {
  const t = useWords(words);
  const account = useAccount();
  const [base] = useState(of);
  const save = useAct("company.changeSupport", {
    onDone: () => {
      toast({ text: t("saved") });
      onClose();
    },
  });
  const form = useForm({
    initial: { website: base.website, email: base.email, phone: base.phone, shown: base.version === 0 ? true : base.shown },
    problem: save.problem,
  });
  return (
    <Card title={t("title")}>
      <Form form={form} label={t("title")} onSend={(body) => save.act({ accountId: account.id, body: { version: base.version, ...body } })}>
        <Fields>
          <TextField label={t("website")} hint={t("websiteHint")} type="url" autoComplete="url" {...form.bind("website")} />
        </Fields>
        <Fields columns={2}>
          <TextField label={t("email")} hint={t("emailHint")} type="email" autoComplete="off" {...form.bind("email")} />
          <TextField label={t("phone")} hint={t("phoneHint")} type="tel" autoComplete="off" {...form.bind("phone")} />
        </Fields>
        <Fields>
          <CheckField label={t("shown")} hint={t("shownHint")} {...form.bind("shown")} />
        </Fields>
        <FormFoot form={form} send={t("update")} working={save.working} before={<Button onPress={onClose}>{t("cancel")}</Button>} />
      </Form>
    </Card>
  );
}
