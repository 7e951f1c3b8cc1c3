import { useEffect, useState } from "react";
import { writeDay } from "../../../kit/format.ts";
import type { Lang } from "../../../kit/words.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { CheckField, Fields, Form, FormFoot, useForm } from "../../../web/ui/form.ts";
import { Await, Card, Facts, LinkButton, Message, Segmented, Stack, Text, toast } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { signing as en } from "../words/en.ts";
import { signing as fr } from "../words/fr.ts";
import { AgreementText } from "./AgreementText.tsx";
import { Changes } from "./Changes.tsx";

const words = { fr, en };
type Reply = Result<"agreements.read">;

type Props = {
  readonly accountId: string;
  /** The network's own unless another is named. */
  readonly agreementId?: string | undefined;
  /** Where one goes on, once it is accepted. */
  readonly onSigned: () => void;
  /** Where one goes without accepting. */
  readonly leaveTo: string;
  /** Where one goes on when it is accepted already; to what was signed unless said otherwise. */
  readonly onward?: { readonly label: string; readonly to: string };
  /** « Accepter » unless said otherwise. */
  readonly accept?: string;
};

/** The text, who signs for whom, the declaration, « Accepter ». What is accepted is the very text that is shown. */
export function SignAgreement({ accountId, agreementId, onSigned, leaveTo, onward, accept }: Props) {
  const t = useWords(words);
  const lang = useLang();
  const [asked, ask] = useState<Lang>(lang);
  const text = useRead("agreements.read", { accountId, agreementId, language: asked }, { keep: true });
  const sign = useAct("agreements.sign", {
    onDone: () => {
      toast({ text: t("accepted") });
      onSigned();
    },
  });

  // Somebody published another text meanwhile: show it, and let the reader begin again with it.
  const { again } = text;
  const changed = sign.problem?.code === "agreements.textChanged";
  useEffect(() => {
    if (changed) again();
  }, [changed, again]);

  return (
    <Await of={text} rows={10}>
      {(reply) =>
        reply.signed && sign.done === null && !sign.working ? (
          <Message tone="ok" title={t("alreadyTitle")}>
            <Stack gap="tight">
              <p>{t("already", { day: writeDay(reply.signed.signedOn, lang), name: reply.signed.signedBy })}</p>
              <LinkButton to={onward?.to ?? reply.signed.links.page}>{onward?.label ?? t("open")}</LinkButton>
            </Stack>
          </Message>
        ) : (
          <Reading
            key={reply.sha256}
            of={reply}
            language={asked}
            onLanguage={ask}
            sign={sign}
            accountId={accountId}
            leaveTo={leaveTo}
            accept={accept}
          />
        )
      }
    </Await>
  );
}

type ReadingProps = {
  readonly of: Reply;
  readonly language: Lang;
  readonly onLanguage: (lang: Lang) => void;
  readonly sign: ReturnType<typeof useAct<"agreements.sign">>;
  readonly accountId: string;
  readonly leaveTo: string;
  readonly accept: string | undefined;
};

function Reading({ of, language, onLanguage, sign, accountId, leaveTo, accept }: ReadingProps) {
  const t = useWords(words);
  const lang = useLang();
  const form = useForm({
    initial: { authorityDeclared: false },
    check: (values) => ({ authorityDeclared: values.authorityDeclared ? undefined : t("tickMissing") }),
    problem: sign.problem,
  });
  // Passing over the box is no mistake; sending without it is.
  const { onBlur: _, ...tick } = form.bind("authorityDeclared");
  const { agreementId, version, sha256 } = of;
  const send = ({ authorityDeclared }: { authorityDeclared: boolean }) =>
    sign.act({ accountId, body: { agreementId, version, language: of.language, sha256, authorityDeclared } });
  const foreign = of.language !== of.referenceLanguage;

  return (
    <Form form={form} onSend={send} label={of.title}>
      <Stack>
        {of.dueOn === null ? null : (
          <Message tone={of.state === "blocked" ? "no" : "you"} title={t(of.state === "blocked" ? "overdueTitle" : "dueTitle")}>
            {t(of.state === "blocked" ? "overdue" : "due", { day: writeDay(of.dueOn, lang, "long") })}
          </Message>
        )}
        {of.previous ? <Changes accountId={accountId} agreementId={agreementId} language={of.language} /> : null}
        <Card
          flush
          title={t(of.previous ? "wholeTitle" : "textTitle")}
          aside={
            <Segmented
              label={t("language")}
              options={of.languages.map((value) => ({ value, label: value === "fr" ? t("french") : t("english") }))}
              value={language}
              onChange={onLanguage}
            />
          }
          foot={
            <Text tone="secondary" small>
              {t("version", { version, day: writeDay(of.effectiveFrom, lang) })}
              {foreign ? ` · ${of.referenceLanguage === "fr" ? t("prevails") : t("prevailsEnglish")}` : ""}
            </Text>
          }
        >
          <AgreementText of={of} />
        </Card>
        <Card title={t("who")}>
          <Facts
            items={[
              { name: t("company"), value: of.company.name },
              { name: t("partnerId"), value: <Text code>{of.company.partnerId}</Text> },
              { name: t("signer"), value: `${of.signer.name}, ${of.signer.email}`, hint: of.signer.roleLabels.join(", ") },
              {
                name: t("digest"),
                value: (
                  <Text code small>
                    {sha256}
                  </Text>
                ),
              },
            ]}
          />
        </Card>
        <Fields title={t("authorityTitle")}>
          <CheckField label={<span lang={of.language}>{of.authority}</span>} {...tick} />
        </Fields>
        <FormFoot
          form={form}
          sticky
          send={accept ?? t("accept")}
          working={sign.working}
          door={of.moves.sign.open || sign.working ? undefined : of.moves.sign}
          before={
            <LinkButton size="large" to={leaveTo}>
              {t("refuse")}
            </LinkButton>
          }
          note={t("consequence", { company: of.company.name })}
        />
      </Stack>
    </Form>
  );
}
