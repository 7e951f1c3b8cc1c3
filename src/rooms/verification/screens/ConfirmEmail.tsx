import type { ReactNode } from "react";
import { writeList } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { Await, Button, Card, LinkButton, Narrow, Page, ProblemMessage, Prose, Stack, Text } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { link as en } from "../words/page.en.ts";
import { link as fr } from "../words/page.fr.ts";
import { useTimeOf } from "./times.ts";

const words = { fr, en };
type Link = Result<"verification.linkPage">;

/** What the link of the mail opens. Reading it confirms nothing; its one button does. */
export default function ConfirmEmail() {
  const token = usePart("token");
  const page = useRead("verification.linkPage", { token });
  const confirm = useAct("verification.confirm", { invalidates: [] });
  const t = useWords(words);
  const timeOf = useTimeOf();

  if (confirm.done) return <Done of={confirm.done} />;
  if (page.problem && page.problem.status < 500 && !page.problem.unanswered) {
    return <Dead title={t("unknownTitle")} answer={t("unknownAnswer")} names={[]} />;
  }
  if (page.data === undefined) {
    return (
      <Page title={t("title")}>
        <Narrow>
          <Await of={page} rows={6}>
            {() => null}
          </Await>
        </Narrow>
      </Page>
    );
  }

  const { data } = page;
  if (data.state === "used") {
    return (
      <Dead
        title={t("usedTitle")}
        answer={t("usedAnswer", { at: timeOf(data.usedAt ?? data.expiresAt), email: data.email, company: data.company })}
        names={[]}
      />
    );
  }
  if (data.state === "replaced")
    return <Dead title={t("replacedTitle")} answer={t("replacedAnswer", { company: data.company })} names={data.answerers} />;
  if (data.state === "expired")
    return <Dead title={t("expiredTitle")} answer={t("expiredAnswer", { at: timeOf(data.expiresAt) })} names={data.answerers} />;

  return (
    <Page title={t("title")} answer={t("answer", { company: data.company })}>
      <Narrow>
        <Card
          foot={
            <Stack gap="tight">
              <ProblemMessage problem={confirm.problem} />
              <Button kind="primary" size="wide" working={confirm.working} onPress={() => confirm.act({ token })}>
                {t("confirm")}
              </Button>
              <Text tone="secondary" small>
                {t("consequence", { company: data.company })}
              </Text>
            </Stack>
          }
        >
          <Stack>
            {data.contact ? <p>{t("hello", { name: data.contact })}</p> : null}
            <p>{t("youState")}</p>
            <Prose>
              <ol>
                {data.statements.map((statement) => (
                  <li key={statement}>{statement}</li>
                ))}
              </ol>
            </Prose>
            <Text tone="secondary" small>
              {t("until", { at: timeOf(data.expiresAt) })} {t("stranger")}
            </Text>
          </Stack>
        </Card>
      </Narrow>
    </Page>
  );
}

function Done({ of }: { of: Link }) {
  const t = useWords(words);
  return (
    <Ending title={t("doneTitle")} answer={t("doneAnswer", { company: of.company })}>
      <p>{t("doneNext", { email: of.email })}</p>
    </Ending>
  );
}

/** A link that opens nothing any more: why, and who can send another. */
function Dead({ title, answer, names }: { title: string; answer: string; names: readonly string[] }) {
  const t = useWords(words);
  const lang = useLang();
  return (
    <Ending title={title} answer={answer}>
      {names.length > 0 ? <p>{t("ask", { count: names.length, names: writeList(names, lang) })}</p> : null}
    </Ending>
  );
}

function Ending({ title, answer, children }: { title: string; answer: string; children: ReactNode }) {
  const t = useWords(words);
  return (
    <Page title={title} answer={answer}>
      <Narrow>
        <Stack>
          {children}
          <div>
            <LinkButton to="/">{t("home")}</LinkButton>
          </div>
        </Stack>
      </Narrow>
    </Page>
  );
}
