import { useAct, useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { Await, Button, Card, LinkButton, Message, Narrow, Page, ProblemMessage, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { notices as en } from "../words/notices.en.ts";
import { notices as fr } from "../words/notices.fr.ts";

const words = { fr, en };

/** The link at the foot of a reminder: which kind of mail it ends, and the one button that ends it. */
export default function Unsubscribe() {
  const t = useWords(words);
  const token = usePart("token");
  const link = useRead("people.unsubscription", { token });
  const stop = useAct("people.unsubscribe");
  const done = stop.done !== null || link.data?.refused === true;

  return (
    <Page title={t(done ? "stoppedTitle" : link.problem ? "deadTitle" : "stopTitle")}>
      <Narrow>
        <Await of={link} rows={3}>
          {({ kind }) =>
            done ? (
              <Stack>
                <Message tone="ok" live>
                  {t("stopped", { kind: t(kind) })}
                </Message>
                <LinkButton to="/">{t("home")}</LinkButton>
              </Stack>
            ) : (
              <Card
                foot={
                  <Stack gap="tight">
                    <ProblemMessage problem={stop.problem} />
                    <Button kind="primary" size="wide" working={stop.working} onPress={() => void stop.act({ token, body: {} })}>
                      {t("stopAct")}
                    </Button>
                  </Stack>
                }
              >
                <p>{t("stopText", { kind: t(kind) })}</p>
              </Card>
            )
          }
        </Await>
      </Narrow>
    </Page>
  );
}
