import { useEffect } from "react";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo } from "../../../web/here.ts";
import { homeOf, useShell } from "../../../web/shell.ts";
import { Await, Button, LinkButton, Message, Page, ProblemMessage, Row, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { leaveFor, signing } from "./words.ts";

/** Adds one's identity at the company's provider to one's own account: by hand, after showing both. */
export default function LinkIdentity() {
  const t = useWords(signing);
  const go = useGo();
  const shell = useShell();
  const { me } = shell;
  const away = me === null || !me.complete;
  useEffect(() => {
    if (away) go("/sign-in?next=/link-sign-in", { replace: true });
  }, [away, go]);
  const mine = useRead("directories.mine", {}, { when: !away });
  const link = useAct("directories.link", { onDone: leaveFor, invalidates: [] });
  if (me === null || away) return null;

  return (
    <Page title={t("linkTitle")}>
      <Await of={mine} rows={2}>
        {({ directory, linked }) => {
          const host = directory?.host ?? null;
          if (host === null) return <Message tone="info">{t("linkNone")}</Message>;
          return (
            <Stack>
              {linked ? (
                <Message tone="ok" live>
                  {t("linked", { host })}
                </Message>
              ) : (
                <>
                  <p>{t("linkAnswer", { host })}</p>
                  <p>{t("linkText", { host, email: me.email })}</p>
                </>
              )}
              <ProblemMessage problem={link.problem} />
              <Row>
                {linked ? null : (
                  <Button kind="primary" working={link.working} onPress={() => link.act({})}>
                    {t("link")}
                  </Button>
                )}
                <LinkButton to={homeOf(shell)}>{t("carryOn")}</LinkButton>
              </Row>
            </Stack>
          );
        }}
      </Await>
    </Page>
  );
}
