import { useState } from "react";
import { writeDay, writeMoney } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Button, Card, CopyValue, DoorNote, Facts, FileLink, Row, Stack, StatusBadge } from "../../../web/ui/index.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";
import { TermsText } from "./TermsText.tsx";
import { usePaidBy, useScreenWords } from "./wording.ts";

const downloads = { fr: fr.documents, en: en.documents };

type OrderView = Result<"purchasing.orders">["items"][number];

/** What an accountant asks for: the order, its amounts, its card, the terms it was bought under, and by whom. */
export function Papers({ membershipId, offerId }: { membershipId: string; offerId: string }) {
  const t = useScreenWords();
  const { id: accountId } = useAccount();
  const orders = useRead("purchasing.orders", { accountId, membershipId });
  const documents = useRead("invoicing.list", { accountId, membershipId, limit: 100 });
  const door = orders.problem?.door;
  if (door && !door.open) {
    return (
      <Card title={t("papers")}>
        <DoorNote id="papers" door={door} />
      </Card>
    );
  }
  return (
    <Card title={t("papers")}>
      <Await of={orders}>
        {({ items }) => (
          <Stack gap="wide">
            {items.map((order) => (
              <Paper
                key={order.id}
                of={order}
                offerId={offerId}
                documents={documents.data?.items.filter((document) => document.order.id === order.id) ?? []}
              />
            ))}
          </Stack>
        )}
      </Await>
    </Card>
  );
}

type Document = Result<"invoicing.list">["items"][number];

function Paper({ of, offerId, documents }: { of: OrderView; offerId: string; documents: readonly Document[] }) {
  const t = useScreenWords();
  const download = useWords(downloads);
  const { id: accountId } = useAccount();
  const lang = useLang();
  const wordPaidBy = usePaidBy();
  const [reading, read] = useState(false);
  const { amounts, paidBy, terms, boughtBy } = of;
  const untaxed = Number(amounts.tax.amount) === 0;
  return (
    <>
      <Facts
        items={[
          { name: t("order"), value: <CopyValue value={of.number} label={t("copyNumber")} /> },
          {
            name: t("amount"),
            value: untaxed ? writeMoney(amounts.total, lang) : t("amountTtc", { amount: writeMoney(amounts.total, lang) }),
            hint: untaxed
              ? t("amountUntaxed")
              : t("amountDetail", { net: writeMoney(amounts.net, lang), tax: writeMoney(amounts.tax, lang) }),
          },
          ...(of.refundedOn === null
            ? []
            : [
                {
                  name: t("refunded"),
                  value: <StatusBadge look="refunded">{t("refundedOn", { day: writeDay(of.refundedOn, lang) })}</StatusBadge>,
                },
              ]),
          { name: t("paidWith"), value: wordPaidBy(paidBy) },
          {
            name: t("stepTerms"),
            value: t("acceptedOn", { day: writeDay(terms.acceptedOn, lang), version: terms.version }),
            act: (
              <Button kind="quiet" size="small" onPress={() => read(true)}>
                {t("reread")}
              </Button>
            ),
          },
          { name: t("boughtOn"), value: writeDay(of.placedOn, lang) },
          {
            name: t("boughtBy"),
            value: of.automatic ? t("automatic") : boughtBy.me ? t("boughtByYou", { name: boughtBy.name }) : boughtBy.name,
          },
        ]}
      />
      {documents.length > 0 ? (
        <Row>
          {documents.map(({ id: documentId, kind, number }) => (
            <FileLink
              key={documentId}
              size="small"
              href={fileAddress("invoicing.file", { accountId, documentId })}
              label={`${download(kind)} ${number}`}
            >
              {download(kind)}
            </FileLink>
          ))}
        </Row>
      ) : null}
      {reading ? <AcceptedTerms offerId={offerId} version={terms.version} onClose={() => read(false)} /> : null}
    </>
  );
}

function AcceptedTerms({ offerId, version, onClose }: { offerId: string; version: string; onClose: () => void }) {
  const t = useScreenWords();
  const lang = useLang();
  const { id: accountId } = useAccount();
  const terms = useRead("purchasing.terms", { accountId, offerId, version });
  return (
    <Drawer
      title={terms.data?.title ?? t("terms")}
      sub={terms.data ? t("termsVersion", { version, day: writeDay(terms.data.effectiveFrom, lang) }) : undefined}
      onClose={onClose}
    >
      <Await of={terms}>{(text) => <TermsText of={text} flows />}</Await>
    </Drawer>
  );
}
