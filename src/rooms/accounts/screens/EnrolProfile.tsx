import { useEffect } from "react";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, RadioField, useForm } from "../../../web/ui/form.ts";
import type { IconName } from "../../../web/ui/index.ts";
import { Await, Card, Icon, Link, LinkButton, Message, Stack, Text } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { enrolment as en } from "../words/screens.en.ts";
import { enrolment as fr } from "../words/screens.fr.ts";
import styles from "./EnrolProfile.module.css";
import { CompanyFields, ContactFields } from "./ProfileFields.tsx";
import { useDraft } from "./useDraft.ts";
import { useHour } from "./useHour.ts";
import { WizardFrame } from "./WizardFrame.tsx";

const words = { fr, en };
type Enrolment = Result<"accounts.enrolment">;

/** Where somebody who has not come this far, or is past it, has their place. */
const elsewhere: Partial<Record<Enrolment["step"], string>> = {
  directory: "/enrol/sign-in",
  agreement: "/enrol/agreement",
  roles: "/enrol/roles",
};

/** Step 3: the legal profile and the primary contact, then « S’inscrire maintenant » (F-035 to F-038). */
export default function EnrolProfile() {
  const go = useGo();
  const { me } = useShell();
  const reading = useRead("accounts.enrolment", {}, { when: me !== null });
  const step = reading.data?.step;
  const to =
    me === null
      ? "/enrol/sign-in"
      : step === undefined
        ? undefined
        : step === "done"
          ? `/a/${reading.data?.accountId}/overview`
          : elsewhere[step];

  useEffect(() => {
    if (to !== undefined) go(to, { replace: true });
  }, [to, go]);
  if (to !== undefined) return null;

  return (
    <Await of={reading} rows={12}>
      {(reply) => <ProfileStep of={reply} />}
    </Await>
  );
}

function ProfileStep({ of }: { of: Enrolment }) {
  const t = useWords(words);
  const go = useGo();
  const hour = useHour();
  const enrol = useAct("accounts.enrol", {
    onDone: () => {
      draft.stop();
      go("/enrol/agreement");
    },
  });
  const form = useForm({ initial: of.values, problem: enrol.problem });
  const draft = useDraft(form.values, of.savedAt);
  const mine = form.values.contactIs === "me";

  const choose = (contactIs: "me" | "other") => {
    const whose = contactIs === "me" ? of.me : { givenName: "", familyName: "", email: "" };
    form.set({ contactIs, contactGivenName: whose.givenName, contactFamilyName: whose.familyName, contactEmail: whose.email });
  };
  const send = () => {
    const { contactIs: _, ...body } = form.values;
    return enrol.act({ body });
  };
  const notMember = of.step === "join" || enrol.problem?.code === "accounts.membershipRequired";

  return (
    <WizardFrame
      step="profile"
      title={t("profileTitle")}
      answer={t("profileAnswer")}
      saved={draft.savedAt === null ? undefined : hour(draft.savedAt)}
      side={<ProfileSide checks={of.checks} helpEmail={of.helpEmail} />}
    >
      <Form form={form} onSend={send}>
        {notMember ? (
          <Message tone="you">
            {t("joinFirst")} <Link to="/join?next=/enrol/profile">{t("joinNow")}</Link>
          </Message>
        ) : null}
        <CompanyFields form={form} countries={of.countries} title={t("company")} />
        <Fields title={t("contact")} hint={<ContactWhy />}>
          <RadioField
            label={t("contactIs")}
            hideLabel
            options={[
              { value: "me", label: t("contactMe") },
              { value: "other", label: t("contactOther") },
            ]}
            {...form.bind("contactIs")}
            onChange={choose}
          />
        </Fields>
        <ContactFields form={form} mine={mine} />
        <Important />
        <FormFoot
          form={form}
          sticky
          send={t("send")}
          working={enrol.working}
          before={
            <LinkButton size="large" to="/enrol/welcome">
              {t("back")}
            </LinkButton>
          }
          note={t("consequence")}
        />
      </Form>
    </WizardFrame>
  );
}

/** Who the primary contact is, and why there is one (F-037). */
export function ContactWhy() {
  return useWords(words)("contactWhy");
}

const drawings: Readonly<Record<string, IconName>> = { email: "mail", employment: "user", business: "building" };

/** The note on the mail to the contact stands before the act, at every width (F-038). */
export function Important() {
  const t = useWords(words);
  return (
    <Message tone="info" title={t("important")}>
      {t("importantText")}
    </Message>
  );
}

/** What will be checked, and whom to write to (F-025). */
export function ProfileSide({ checks, helpEmail }: Pick<Enrolment, "checks" | "helpEmail">) {
  const t = useWords(words);
  return (
    <Stack>
      <Card title={t("checksTitle")}>
        <ul className={styles.checks}>
          {checks.map((check) => (
            <li key={check.id}>
              <Icon name={drawings[check.id] ?? "shield"} />
              <span>
                <b>{check.name}</b>
                <small>{check.purpose}</small>
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <p>
        <Text tone="secondary" small>
          {t("stuck")} <a href={`mailto:${helpEmail}`}>{t("write")}</a>
          {t("stuckEnd")}
        </Text>
      </p>
    </Stack>
  );
}
