import { useState } from "react";
import { writeDay, writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, SelectField, TextArea, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Card, Chip, Facts, Message, Page, ProblemMessage, Stack, Text, toast } from "../../../web/ui/index.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { profile as en } from "../words/en.ts";
import { profile as fr } from "../words/fr.ts";
import { BillingTabs } from "./BillingTabs.tsx";

const words = { fr, en };
type ProfileView = Result<"billing.profile">;
type Part = "address" | "contact" | "name";

/** « Profil de facturation du partenaire »: who is billed, where, whom to ask, under which tax ID (G-033). */
export default function BillingProfile() {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const account = useAccount();
  const profile = useRead("billing.profile", { accountId: account.id });
  const [editing, edit] = useState<Part | null>(null);
  const close = () => edit(null);
  return (
    <Page title={t("title")} answer={t("answer")}>
      <BillingTabs />
      <Await of={profile} rows={8}>
        {(reply) => (
          <Stack>
            <Text tone="secondary" small>
              {reply.updatedAt
                ? t("updated", { name: reply.updatedBy ?? "", at: writeInstant(reply.updatedAt, lang, timeZone) })
                : t("follows")}
            </Text>
            <BillTo of={reply} onAsk={() => edit("name")} />
            {editing === "address" ? <EditAddress of={reply} onClose={close} /> : <Address of={reply} onEdit={() => edit("address")} />}
            {editing === "contact" ? <EditContact of={reply} onClose={close} /> : <Contact of={reply} onEdit={() => edit("contact")} />}
            {editing === "name" ? <AskName of={reply} onClose={close} /> : null}
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function BillTo({ of, onAsk }: { of: ProfileView; onAsk: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const account = useAccount();
  const withdraw = useAct("billing.withdrawBillTo", { onDone: () => toast({ text: t("withdrawn") }) });
  const { request } = of;
  return (
    <Card
      flush
      title={t("billToTitle")}
      foot={
        request?.state === "requested" ? (
          <Stack gap="tight">
            <Text tone="secondary">
              {t("requested", { name: request.to, by: request.askedBy, day: writeInstant(request.askedAt, lang, timeZone) })}
            </Text>
            <ProblemMessage problem={withdraw.problem} />
            <Button
              size="small"
              door={of.moves.withdraw}
              working={withdraw.working}
              onPress={() => void withdraw.act({ accountId: account.id, requestId: request.id })}
            >
              {t("withdraw")}
            </Button>
          </Stack>
        ) : (
          <Stack gap="tight">
            {request?.state === "refused" ? (
              <Message tone="no">{t("refused", { name: request.to, reason: request.reason ?? "" })}</Message>
            ) : null}
            <Button size="small" door={of.moves.ask} onPress={onAsk}>
              {t("ask")}
            </Button>
          </Stack>
        )
      }
    >
      <Facts
        wide
        items={[
          { name: t("billTo"), value: of.billTo, hint: t("billToRule") },
          { name: t("currency"), value: <Text code>{of.currency}</Text>, hint: t("currencyRule") },
        ]}
      />
    </Card>
  );
}

function AskName({ of, onClose }: { of: ProfileView; onClose: () => void }) {
  const t = useWords(words);
  const account = useAccount();
  const ask = useAct("billing.askBillTo", {
    onDone: () => {
      toast({ text: t("asked") });
      onClose();
    },
  });
  const form = useForm({ initial: { name: of.billTo, because: "" }, problem: ask.problem });
  return (
    <Drawer title={t("askTitle")} onClose={onClose}>
      <Form form={form} label={t("askTitle")} onSend={(body) => ask.act({ accountId: account.id, body })}>
        <Fields>
          <TextField label={t("newName")} autoComplete="organization" {...form.bind("name")} />
          <TextArea label={t("because")} hint={t("becauseHint")} rows={3} {...form.bind("because")} />
        </Fields>
        <FormFoot form={form} send={t("askSend")} working={ask.working} before={<Button onPress={onClose}>{t("cancel")}</Button>} />
      </Form>
    </Drawer>
  );
}

function Address({ of, onEdit }: { of: ProfileView; onEdit: () => void }) {
  const t = useWords(words);
  const lines = [of.addressLine1, of.addressLine2, `${of.postalCode} ${of.city}`, of.countryName].filter(Boolean);
  const update = (
    <Button size="small" icon="pen" door={of.moves.editAddress} onPress={onEdit}>
      {t("update")}
    </Button>
  );
  return (
    <Card
      flush
      title={t("addressTitle")}
      aside={of.moves.editAddress.open ? update : undefined}
      foot={of.moves.editAddress.open ? undefined : update}
    >
      <Facts wide items={[{ name: t("address"), value: lines.map((line) => <div key={line}>{line}</div>) }]} />
    </Card>
  );
}

function EditAddress({ of, onClose }: { of: ProfileView; onClose: () => void }) {
  const t = useWords(words);
  const account = useAccount();
  const [base] = useState(of);
  const save = useAct("billing.changeAddress", {
    onDone: () => {
      toast({ text: t("saved") });
      onClose();
    },
  });
  const { addressLine1, addressLine2, postalCode, city, country } = base;
  const form = useForm({ initial: { addressLine1, addressLine2, postalCode, city, country }, problem: save.problem });
  return (
    <Card title={t("addressTitle")}>
      <Form
        form={form}
        label={t("addressTitle")}
        onSend={(body) => save.act({ accountId: account.id, body: { version: base.version, ...body } })}
      >
        <Fields columns={2}>
          <TextField label={t("addressLine1")} autoComplete="address-line1" {...form.bind("addressLine1")} />
          <TextField label={t("addressLine2")} autoComplete="address-line2" optional {...form.bind("addressLine2")} />
        </Fields>
        <Fields shape="short-long-short">
          <TextField label={t("postalCode")} autoComplete="postal-code" code {...form.bind("postalCode")} />
          <TextField label={t("city")} autoComplete="address-level2" {...form.bind("city")} />
          <SelectField
            label={t("country")}
            autoComplete="country"
            options={base.countries.map(({ code, name }) => ({ value: code, label: name }))}
            {...form.bind("country")}
          />
        </Fields>
        <FormFoot form={form} send={t("update")} working={save.working} before={<Button onPress={onClose}>{t("cancel")}</Button>} />
      </Form>
    </Card>
  );
}

function Contact({ of, onEdit }: { of: ProfileView; onEdit: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  const update = (
    <Button size="small" icon="pen" door={of.moves.edit} onPress={onEdit}>
      {t(of.taxId ? "update" : "addTaxId")}
    </Button>
  );
  return (
    <Card flush title={t("contactTitle")} aside={of.moves.edit.open ? update : undefined} foot={of.moves.edit.open ? undefined : update}>
      <Facts
        wide
        items={[
          {
            name: t("contact"),
            value: `${of.contactGivenName} ${of.contactFamilyName}`,
            hint: (
              <>
                <div>{of.contactEmail}</div>
                <div className="num">{of.contactPhone}</div>
              </>
            ),
          },
          { name: t("poNumber"), value: of.poNumber ? <Text code>{of.poNumber}</Text> : t("none") },
          {
            name: t("taxId"),
            value: of.taxId ? (
              <>
                <Text code>{of.taxId}</Text> <Chip>{t("formChecked")}</Chip>
              </>
            ) : (
              t("none")
            ),
            hint: of.exemptUntil ? t("exempt", { day: writeDay(of.exemptUntil, lang) }) : of.taxId ? t("formCheckedText") : undefined,
          },
        ]}
      />
    </Card>
  );
}

function EditContact({ of, onClose }: { of: ProfileView; onClose: () => void }) {
  const t = useWords(words);
  const account = useAccount();
  const [base] = useState(of);
  const save = useAct("billing.change", {
    onDone: () => {
      toast({ text: t("saved") });
      onClose();
    },
  });
  const { contactGivenName, contactFamilyName, contactEmail, contactPhone, poNumber, taxId } = base;
  const form = useForm({
    initial: { contactGivenName, contactFamilyName, contactEmail, contactPhone, poNumber, taxId },
    problem: save.problem,
  });
  return (
    <Card title={t("contactTitle")}>
      <Form
        form={form}
        label={t("contactTitle")}
        onSend={(body) => save.act({ accountId: account.id, body: { version: base.version, ...body } })}
      >
        <Fields title={t("contact")} columns={2}>
          <TextField label={t("givenName")} autoComplete="off" {...form.bind("contactGivenName")} />
          <TextField label={t("familyName")} autoComplete="off" {...form.bind("contactFamilyName")} />
        </Fields>
        <Fields columns={2}>
          <TextField label={t("email")} hint={t("emailHint")} type="email" autoComplete="off" {...form.bind("contactEmail")} />
          <TextField label={t("phone")} type="tel" autoComplete="off" {...form.bind("contactPhone")} />
        </Fields>
        <Fields columns={2}>
          <TextField label={t("taxId")} optional code {...form.bind("taxId")} />
          <TextField label={t("poNumber")} hint={t("poHint")} optional code {...form.bind("poNumber")} />
        </Fields>
        <FormFoot form={form} send={t("update")} working={save.working} before={<Button onPress={onClose}>{t("cancel")}</Button>} />
      </Form>
    </Card>
  );
}
