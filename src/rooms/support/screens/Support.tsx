import { useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { ActionRow, ActionRows, Await, Card, LinkButton, Message, Page, Stack, StatusBadge } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";

const words = { fr, en };

/** « Support »: where a problem is told, and where its answer is followed. */
export default function Support() {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const mine = useRead("support.list", { accountId, limit: 1 });
  const options = useRead("support.options", { accountId });
  return (
    <Page title={t("supportTitle")} answer={t("supportAnswer")}>
      <Stack>
        <Card flush>
          <ActionRows>
            <ActionRow icon="lifebuoy" title={t("report")} text={t("reportText")}>
              <LinkButton kind="primary" to="~/requests">
                {t("reportAct")}
              </LinkButton>
            </ActionRow>
          </ActionRows>
        </Card>
        <Await of={mine} rows={2}>
          {({ counts }) => (
            <Card flush title={t("listTitle")}>
              <ActionRows>
                <ActionRow
                  icon="inbox"
                  title={t("portalRequests")}
                  text={counts.attentionNeeded > 0 ? t("portalRequestsText") : t("noneYours")}
                  mark={
                    counts.attentionNeeded > 0 ? (
                      <StatusBadge look="actionNeeded">{t("yours", { count: counts.attentionNeeded })}</StatusBadge>
                    ) : undefined
                  }
                >
                  <LinkButton to="~/requests">{t("openList")}</LinkButton>
                </ActionRow>
              </ActionRows>
            </Card>
          )}
        </Await>
        {options.data ? <Message title={t("fallback")}>{t("fallbackText", { email: options.data.email })}</Message> : null}
      </Stack>
    </Page>
  );
}
