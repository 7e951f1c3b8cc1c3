import { writeDay } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { CheckField, Fields, FocusBar, Form, FormFoot, useForm } from "../../../web/ui/form.ts";
import { Await, Card, Facts, LinkButton, Message, Page, Row, Stack, Text, toast } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { LegalFacts } from "../../accounts/screens/LegalFacts.tsx";
import { renewal as en } from "../words/en.ts";
import { renewal as fr } from "../words/fr.ts";

const words = { fr, en };
type Reply = Result<"memberships.networkRenewal">;
type Profile = Result<"accounts.profile">;

/** « Renouveler l’adhésion au réseau »: the profile confirmed, the agreement in force accepted, « Renouveler ». */
export default function NetworkRenewal() {
  const t = useWords(words);
  const lang = useLang();
  const { id: accountId } = useAccount();
  const renewal = useRead("memberships.networkRenewal", { accountId });
  const profile = useRead("accounts.profile", { accountId });
  const { data } = renewal;
  const answer = data?.endedOn ? t("answerLapsed", { day: writeDay(data.endedOn, lang, "long") }) : t("answer");

  return (
    <Page title={t("title")} answer={data ? answer : undefined}>
      <FocusBar leave={{ label: t("leave"), to: "~/overview" }} />
      <Await of={renewal} rows={8}>
        {(reply) => (
          <Await of={profile} rows={8}>
            {(legal) => <Confirming key={legal.dataVersion} of={reply} profile={legal} />}
          </Await>
        )}
      </Await>
    </Page>
  );
}

function Confirming({ of, profile }: { of: Reply; profile: Profile }) {
  const t = useWords(words);
  const lang = useLang();
  const go = useGo();
  const { id: accountId } = useAccount();
  const renew = useAct("memberships.renewNetwork", {
    onDone: ({ id, endsOn }) => {
      toast({ text: t("renewed", { day: writeDay(endsOn, lang) }) });
      go(`~/memberships/${id}`);
    },
  });
  const form = useForm({
    initial: { profileRight: false, agreementSeen: false },
    check: (values) => ({
      profileRight: values.profileRight ? undefined : t("profileMissing"),
      agreementSeen: values.agreementSeen ? undefined : t("agreementMissing"),
    }),
    problem: renew.problem,
  });
  // Passing over a box is no mistake; sending without it is.
  const { onBlur: _, ...right } = form.bind("profileRight");
  const { onBlur: __, ...seen } = form.bind("agreementSeen");
  const { agreement, next } = of;

  return (
    <Form
      form={form}
      label={t("title")}
      onSend={(said) =>
        renew.act({ accountId, body: { ...said, profileVersion: profile.dataVersion, agreementVersion: agreement.version } })
      }
    >
      <Stack>
        <Card
          flush
          title={t("profile")}
          aside={
            <LinkButton size="small" to="~/settings/profile">
              {t("correct")}
            </LinkButton>
          }
          foot={
            <Text tone="secondary" small>
              {t("profileText")}
            </Text>
          }
        >
          <LegalFacts of={profile} />
        </Card>
        <Fields>
          <CheckField label={t("profileRight")} {...right} />
        </Fields>
        <Card title={t("agreement")}>
          {agreement.accepted ? (
            <Row between>
              <Text tone="secondary">
                {agreement.title}.{" "}
                {t("agreementSigned", {
                  version: agreement.version,
                  day: writeDay(agreement.accepted.on, lang),
                  name: agreement.accepted.by,
                })}
              </Text>
              <LinkButton to={agreement.accepted.page}>{t("read")}</LinkButton>
            </Row>
          ) : (
            <Message tone="you" title={agreement.title}>
              <Stack gap="tight">
                <Text>{t("agreementNew", { version: agreement.version, day: writeDay(agreement.effectiveFrom, lang) })}</Text>
                <Row>
                  <LinkButton kind="primary" to={`~/agreements/accept/${agreement.id}?next=renewal`}>
                    {t("accept")}
                  </LinkButton>
                </Row>
              </Stack>
            </Message>
          )}
        </Card>
        <Fields>
          <CheckField label={t("agreementSeen")} {...seen} />
        </Fields>
        {next ? (
          <Card flush>
            <Facts
              wide
              items={[
                {
                  name: t("period"),
                  value: t("periodText", { from: writeDay(next.startsOn, lang), to: writeDay(next.endsOn, lang) }),
                  hint: t("periodHint"),
                },
                { name: t("price"), value: t("freeOfCharge") },
              ]}
            />
          </Card>
        ) : null}
        <FormFoot
          form={form}
          sticky
          send={t("renew")}
          working={renew.working}
          door={of.moves.renew.open ? undefined : of.moves.renew}
          note={t("note")}
        />
      </Stack>
    </Form>
  );
}
