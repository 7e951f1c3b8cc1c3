import { writeInstant, writeList } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo, usePart } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { signOut } from "../../../web/shells/session.ts";
import { Fields, Form, FormFoot, PasswordField, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Facts, LinkButton, Message, Narrow, Page, ProblemMessage, Row, Stack } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { passwordLength } from "../../people/rules.ts";
import { usePasswordCheck } from "../../people/screens/words.ts";
import { arriving as en } from "../words/screens.en.ts";
import { arriving as fr } from "../words/screens.fr.ts";

const words = { fr, en };
type Invited = Result<"team.invitation">;

/** Behind the link of the mail: who invites whom into which account, with which roles. Opening it changes nothing: only its button does. */
export default function Invitation() {
  const t = useWords(words);
  const token = usePart("token");
  const invitation = useRead("team.invitation", { token });
  const dead = invitation.problem !== null && invitation.problem.status >= 404 && invitation.problem.status < 500;

  if (dead) {
    return (
      <Page title={t("deadTitle")}>
        <Narrow>
          <Stack>
            <ProblemMessage problem={invitation.problem} saving={false} />
            <Row>
              <LinkButton kind="primary" to="/sign-in">
                {t("signIn")}
              </LinkButton>
              <LinkButton to="/">{t("home")}</LinkButton>
            </Row>
          </Stack>
        </Narrow>
      </Page>
    );
  }
  return (
    <Await of={invitation} rows={6}>
      {(reply) => (
        <Page title={t("title", { company: reply.company.name })} answer={t("answer", { sender: reply.sender })}>
          <Narrow>
            <Stack>
              <About of={reply} />
              <WayIn token={token} of={reply} />
            </Stack>
          </Narrow>
        </Page>
      )}
    </Await>
  );
}

function About({ of }: { of: Invited }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  return (
    <Facts
      items={[
        { name: t("company"), value: of.company.name, hint: of.company.city },
        { name: t("email"), value: of.email },
        {
          name: t("roles"),
          value: of.roleLabels.length > 0 ? writeList(of.roleLabels, lang) : t("noRoles"),
          ...(of.guest && { hint: t("asGuest") }),
        },
        { name: t("until"), value: writeInstant(of.expiresAt, lang, timeZone) },
      ]}
    />
  );
}

type Props = { token: string; of: Invited };

function WayIn({ token, of }: Props) {
  const t = useWords(words);
  const here = `/invitation/${token}`;
  const { reader, way } = of;
  if (reader && !reader.invited)
    return (
      <Stack>
        <Message tone="you">{t("another", { name: reader.name, email: of.email })}</Message>
        <div>
          <Button onPress={() => void signOut(here)}>{t("signOut")}</Button>
        </div>
      </Stack>
    );
  if (reader) return <Join token={token} of={of} />;
  if (way === "password") return <Choose token={token} of={of} />;
  const next = encodeURIComponent(here);
  const [text, to] =
    way === "signIn"
      ? [t("known"), `/sign-in?next=${next}`]
      : of.byProvider
        ? [t("byProvider"), `/sign-in/company?next=${next}`]
        : [t("byRequest"), `/enrol/join-company?email=${encodeURIComponent(of.email)}`];
  return (
    <Stack>
      <p>{text}</p>
      <div>
        <LinkButton kind="primary" to={to}>
          {t(way === "company" && !of.byProvider ? "askCompany" : "signIn")}
        </LinkButton>
      </div>
    </Stack>
  );
}

function Join({ token, of }: Props) {
  const t = useWords(words);
  const go = useGo();
  const join = useAct("team.joinInvited", {
    invalidates: ["house.shell"],
    onDone: ({ accountId }) => go(`/a/${accountId}/me/roles`, { replace: true }),
  });
  return (
    <Stack>
      <ProblemMessage problem={join.problem} />
      <div>
        <Button kind="primary" size="large" working={join.working} onPress={() => join.act({ token })}>
          {t("join", { company: of.company.name })}
        </Button>
      </div>
    </Stack>
  );
}

function Choose({ token, of }: Props) {
  const t = useWords(words);
  const go = useGo();
  const check = usePasswordCheck();
  const { email, givenName, familyName } = of;
  const enter = useAct("team.acceptInvitation", {
    invalidates: ["house.shell"],
    onDone: ({ accountId }) => go(`/a/${accountId}/me/roles`, { replace: true }),
  });
  const form = useForm({
    initial: { givenName, familyName, password: "" },
    check: ({ password, ...name }) => ({ password: check(password, { email, ...name }) }),
    problem: enter.problem,
  });
  return (
    <Form form={form} label={t("join", { company: of.company.name })} onSend={(body) => enter.act({ token, body })}>
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Fields columns={2}>
        <TextField label={t("givenName")} autoComplete="given-name" {...form.bind("givenName")} />
        <TextField label={t("familyName")} autoComplete="family-name" {...form.bind("familyName")} />
      </Fields>
      <PasswordField
        label={t("password")}
        hint={t("passwordHint", { min: passwordLength.min })}
        autoComplete="new-password"
        {...form.bind("password")}
      />
      <FormFoot form={form} plain send={t("join", { company: of.company.name })} working={enter.working} />
    </Form>
  );
}
