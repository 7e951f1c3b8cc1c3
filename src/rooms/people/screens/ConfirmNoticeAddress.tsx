import { useAct, useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { Await, Button, Card, LinkButton, Message, Narrow, Page, ProblemMessage, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { notices as en } from "../words/notices.en.ts";
import { notices as fr } from "../words/notices.fr.ts";

const words = { fr, en };

/** What the link of the mail opens. Looking confirms nothing: mail filters look too. */
export default function ConfirmNoticeAddress() {
  const t = useWords(words);
  const token = usePart("token");
  const link = useRead("people.noticeAddress", { token });
  const confirm = useAct("people.confirmNoticeAddress", { invalidates: [] });
  const dead = link.problem && link.problem.status < 500 && !link.problem.unanswered && !confirm.done;

  return (
    <Page title={t(confirm.done ? "confirmedTitle" : dead ? "deadTitle" : "confirmTitle")}>
      <Narrow>
        {confirm.done ? (
          <Stack>
            <Message tone="ok" live>
              {t("confirmed", { address: confirm.done.address })}
            </Message>
            <LinkButton to="/">{t("home")}</LinkButton>
          </Stack>
        ) : (
          <Await of={link} rows={3}>
            {({ address }) => (
              <Card
                foot={
                  <Stack gap="tight">
                    <ProblemMessage problem={confirm.problem} />
                    <Button kind="primary" size="wide" working={confirm.working} onPress={() => void confirm.act({ token })}>
                      {t("confirmAct")}
                    </Button>
                  </Stack>
                }
              >
                <p>{t("confirmText", { address })}</p>
              </Card>
            )}
          </Await>
        )}
      </Narrow>
    </Page>
  );
}
