import { fileAddress } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Empty, LinkButton, Page, Row, Segmented, Stack } from "../../../web/ui/index.ts";
import { LoadMore, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { BillingTabs } from "../../billing/screens/BillingTabs.tsx";
import { billingKinds } from "../rules.ts";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";
import { DocumentTable } from "./DocumentTable.tsx";

const words = { fr: fr.screens, en: en.screens };

/** The company's invoices, credit notes and receipts, newest first. */
export default function Documents() {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const [asked, ask] = useAsked("kind");
  const kind = billingKinds.find((one) => one === asked);
  const pages = usePages("invoicing.list", { accountId, ...(kind && { kind }) });

  return (
    <Page title={t("title")} answer={t("answer")}>
      <BillingTabs />
      <Stack>
        <Row>
          <Segmented
            label={t("kindFilter")}
            value={kind ?? "all"}
            onChange={(value) => ask(value === "all" ? undefined : value)}
            options={(["all", ...billingKinds] as const).map((value) => ({ value, label: t(value) }))}
          />
        </Row>
        <Await of={pages} rows={5}>
          {(rows) => (
            <>
              <DocumentTable
                rows={rows}
                address={({ id: documentId }) => fileAddress("invoicing.file", { accountId, documentId })}
                empty={
                  kind ? (
                    <Empty title={t("noneTitle")} />
                  ) : (
                    <Empty title={t("emptyTitle")} act={<LinkButton to="~/offers">{t("offers")}</LinkButton>}>
                      {t("emptyText")}
                    </Empty>
                  )
                }
              />
              <LoadMore shown={rows.length} {...pages} />
            </>
          )}
        </Await>
      </Stack>
    </Page>
  );
}
