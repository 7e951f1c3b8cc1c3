import { useAct, useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { Await, Button, LinkButton, Message, Narrow, Page, ProblemMessage, Row, Stack, StatusBadge, Text } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { byLink as en, page as pageEn } from "../words/page.en.ts";
import { byLink as fr, page as pageFr } from "../words/page.fr.ts";
import { Answer, CaseBody } from "./CaseBody.tsx";
import { CaseActsProvider, useLinkActs } from "./caseActs.ts";
import { useTimeOf } from "./times.ts";

const words = { fr, en };
const pageWords = { fr: pageFr, en: pageEn };

/** What the signed link of a mail opens: the case with its thread, also after a refusal, for somebody without an account. */
export default function CaseByLink() {
  const token = usePart("token");
  const t = useWords(words);
  const p = useWords(pageWords);
  const timeOf = useTimeOf();
  const found = useRead("verification.caseByLink", { token }, { every: (reply) => (reply?.status?.catchingUp ? 800 : false) });
  const acts = useLinkActs(token);
  const { data, problem } = found;

  if (problem && problem.status < 500 && !problem.unanswered) return <Dead title={t("unknownTitle")} answer={t("unknownAnswer")} />;
  if (data?.state === "moved") return <Dead title={t("movedTitle")} answer={t("movedAnswer")} />;
  if (data?.state === "expired")
    return <Over token={token} company={data.company} email={data.reader?.email ?? ""} at={timeOf(data.expiresAt)} />;

  const status = data?.status ?? undefined;
  return (
    <Page
      over={data?.company}
      title={p("title")}
      mark={status ? <StatusBadge look={status.overall.state}>{status.overall.label}</StatusBadge> : undefined}
      answer={status ? <Answer of={status} /> : undefined}
    >
      <Await of={found} rows={10}>
        {(reply) =>
          reply.status ? (
            <CaseActsProvider value={acts}>
              <Stack>
                <Text tone="secondary" small>
                  {t("yours", { name: reply.reader?.name ?? "", email: reply.reader?.email ?? "", at: timeOf(reply.expiresAt) })}
                </Text>
                <CaseBody of={reply.status} inPortal={false} />
              </Stack>
            </CaseActsProvider>
          ) : null
        }
      </Await>
    </Page>
  );
}

/** The link is over; a new one goes to the same address, and to no other. */
function Over({ token, company, email, at }: { token: string; company: string; email: string; at: string }) {
  const t = useWords(words);
  const renew = useAct("verification.renewCaseLink", { invalidates: [] });
  return (
    <Page title={t("expiredTitle")} answer={t("expiredAnswer", { company, at })}>
      <Narrow>
        <Stack>
          {renew.done ? (
            <Message tone="ok" live>
              {t("renewed", { email: renew.done.to })}
            </Message>
          ) : (
            <>
              <ProblemMessage problem={renew.problem} />
              <Row>
                <Button kind="primary" working={renew.working} onPress={() => renew.act({ token })}>
                  {t("renew")}
                </Button>
                <Text tone="secondary" small>
                  {t("renewTo", { email })}
                </Text>
              </Row>
            </>
          )}
        </Stack>
      </Narrow>
    </Page>
  );
}

function Dead({ title, answer }: { title: string; answer: string }) {
  const t = useWords(words);
  return (
    <Page title={title} answer={answer}>
      <Narrow>
        <div>
          <LinkButton to="/">{t("home")}</LinkButton>
        </div>
      </Narrow>
    </Page>
  );
}
