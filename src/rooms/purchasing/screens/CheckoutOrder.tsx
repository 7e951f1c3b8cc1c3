import { useEffect, useRef, useState } from "react";
import { writeDay, writeInstant, writeMoney } from "../../../kit/format.ts";
import type { Problem } from "../../../web/api.ts";
import { useAct } from "../../../web/api.ts";
import { useGo } from "../../../web/here.ts";
import type { Reading } from "../../../web/read.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { Button, Card, Columns, Facts, Icon, Link, LinkButton, Message, ProblemMessage, Stack, Text } from "../../../web/ui/index.ts";
import { useLang } from "../../../web/words.ts";
import { useBankLines } from "./bankLines.ts";
import type { CartView } from "./CheckoutFrame.tsx";
import { CheckoutFrame, stepsOf } from "./CheckoutFrame.tsx";
import styles from "./CheckoutOrder.module.css";
import {
  leaveTo,
  useConditions,
  useEnding,
  useProviderWords,
  useScreenWords,
  useTaxLine,
  useTransferWords,
  writeMonth,
} from "./wording.ts";

/** Step 3: everything that is about to be bought, and « Acheter »; by transfer, what is about to be ordered, and « Envoyer ». */
export default function CheckoutOrder() {
  const t = useScreenWords();
  const transfer = useTransferWords();
  return (
    <CheckoutFrame
      step="order"
      title={t("reviewTitle")}
      answer={(cart) => (cart.transfer.chosen ? transfer("notActive") : t("reviewAnswer"))}
    >
      {(cart, reading) => <Review cart={cart} reading={reading} />}
    </CheckoutFrame>
  );
}

/** How the last order ended, once this page has seen it wait: the press that asked for it may be long gone. */
function useEnded({ order }: CartView): string | undefined {
  const ending = useEnding();
  const [waited, wait] = useState(false);
  const paying = order?.state === "paying";
  useEffect(() => {
    if (paying) wait(true);
  }, [paying]);
  return waited && (order?.state === "declined" || order?.state === "abandoned") ? ending(order.declined) : undefined;
}

function Review({ cart, reading }: { cart: CartView; reading: Reading<CartView> }) {
  const go = useGo();
  const { id: accountId } = useAccount();
  const ended = useEnded(cart);
  const buy = useAct("purchasing.buy", {
    onDone: (order) =>
      order.confirmAt ? leaveTo({ url: order.confirmAt }) : go(`${stepsOf(order)}/confirmed/${order.id}`, { replace: true }),
  });
  const send = useAct("purchasing.sendTransfer", { onDone: (order) => go(`~/orders/${order.id}`, { replace: true }) });
  const byTransfer = cart.transfer.chosen;
  const act = byTransfer ? send : buy;
  const { problem } = act;

  // A no may have changed what is shown: another price, another tab's order, a charge whose answer is on its way.
  const again = useRef(reading.again);
  again.current = reading.again;
  useEffect(() => {
    if (problem !== null) again.current();
  }, [problem]);

  const onCard = problem?.status === 402;
  return (
    <Columns
      side={
        <Total
          cart={cart}
          working={act.working}
          problem={onCard ? null : problem}
          onBuy={() => void act.act({ accountId, cartId: cart.id, body: { version: cart.version } })}
        />
      }
    >
      <Lines cart={cart} declined={onCard ? problem : null} ended={ended} />
    </Columns>
  );
}

function Lines({ cart, declined, ended }: { cart: CartView; declined: Problem | null; ended: string | undefined }) {
  const t = useScreenWords();
  const lang = useLang();
  const { timeZone } = useShell();
  const words = useTransferWords();
  const { offer, soldTo, method, transfer, term, terms, renewal, amounts, renews } = cart;
  const steps = stepsOf(cart);
  const from = writeDay(term.startsOn, lang);
  const to = writeDay(term.endsOn, lang);
  const change = (what: string, to: string) => (
    <Link to={to} aria-label={t("modifyOf", { what })}>
      {t("modify")}
    </Link>
  );

  const { contact } = transfer;
  const byTransfer = {
    name: t("paidWith"),
    value: words("transfer"),
    hint: words("contactIs", { who: [contact.name, contact.phone, contact.email].join(", ") }),
    act: change(t("paidWith"), `${steps}/payment`),
  };
  const months = term.months === 12 ? t("oneYear") : t("months", { count: term.months });

  return (
    <Card flush foot={<LinkButton to={`${steps}/payment`}>{t("previous")}</LinkButton>}>
      <div className={styles.line}>
        <div>
          <h2>{offer.subscriptionName}</h2>
          <Text tone="secondary" small>
            {transfer.chosen && renews === null ? words("notBefore", { months: months.toLowerCase() }) : t("term", { months, from, to })}
          </Text>
        </div>
        <b className="num">{writeMoney(amounts.net, lang)}</b>
      </div>
      <div className={styles.facts}>
        <Facts
          wide
          items={[
            {
              name: t("soldTo"),
              value: (
                <>
                  {[soldTo.name, soldTo.line1, soldTo.line2].filter(Boolean).join(", ")}, {soldTo.postalCode} {soldTo.city},{" "}
                  {soldTo.country}
                </>
              ),
              ...(soldTo.vatNumber ? { hint: t("vatNumber", { number: soldTo.vatNumber }) } : {}),
              act: change(t("soldTo"), "~/settings/profile"),
            },
            ...(transfer.chosen ? [byTransfer] : []),
            ...(transfer.bank && transfer.chosen ? [{ name: words("account"), value: <Bank of={transfer.bank} /> }] : []),
            ...(transfer.chosen
              ? []
              : [
                  {
                    name: t("paidWith"),
                    value: method ? (
                      <Stack gap="tight">
                        <span>
                          {t("card", { brand: method.brand, last4: method.last4 })}{" "}
                          <Text tone="secondary" small>
                            {t("cardExpires", { month: writeMonth(method) })}
                          </Text>
                        </span>
                        {declined ? <ProblemMessage problem={declined} /> : ended ? <Message tone="no" live title={ended} /> : null}
                        {declined || ended ? <Link to={`${steps}/payment`}>{t("otherCard")}</Link> : null}
                      </Stack>
                    ) : null,
                    act: change(t("paidWith"), `${steps}/payment`),
                  },
                ]),
            {
              name: t("terms"),
              value: t("termsOf", { title: terms.title, version: terms.accepted?.version ?? terms.version }),
              hint: terms.accepted ? t("acceptedByYou", { at: writeInstant(terms.accepted.at, lang, timeZone) }) : undefined,
              act: <Link to={`${steps}/terms`}>{t("reread")}</Link>,
            },
            {
              name: t("renewal"),
              ...(renewal.automatic
                ? {
                    value: t("renewalText", { day: writeDay(renewal.on, lang), reminder: writeDay(renewal.reminderOn, lang) }),
                    hint: t("renewalHint"),
                  }
                : { value: words("renewalByHand") }),
            },
          ]}
        />
      </div>
    </Card>
  );
}

function Bank({ of }: { of: NonNullable<CartView["transfer"]["bank"]> }) {
  const lines = useBankLines();
  return lines(of).map(({ name, value, code }) => (
    <div key={name}>
      <Text tone="secondary" small>
        {name}
      </Text>{" "}
      {code ? <Text code>{value}</Text> : value}
    </div>
  ));
}

type TotalProps = { readonly cart: CartView; readonly working: boolean; readonly problem: Problem | null; readonly onBuy: () => void };

function Total({ cart, working, problem, onBuy }: TotalProps) {
  const t = useScreenWords();
  const lang = useLang();
  const taxLine = useTaxLine();
  const condition = useConditions();
  const words = useTransferWords();
  const { amounts, refund, order, transfer } = cart;
  const provider = useProviderWords();
  const due = transfer.chosen ? words("toTransfer") : t("payNow");
  const paying = order?.state === "paying" && !working;
  const until = t("refundUntil", { day: writeDay(refund.until, lang) });
  const conditions = condition(refund.blockedBy);

  return (
    <Card title={t("total")}>
      <Stack>
        <dl className={styles.sums}>
          <div>
            <dt>{t("net")}</dt>
            <dd className="num">{writeMoney(amounts.net, lang)}</dd>
          </div>
          <div>
            <dt>{taxLine(amounts)}</dt>
            <dd className="num">{writeMoney(amounts.tax, lang)}</dd>
          </div>
          <div className={styles.sum}>
            <dt>{due}</dt>
            <dd className="num">{writeMoney(amounts.total, lang)}</dd>
          </div>
        </dl>
        {paying ? (
          <Message tone="wait" live title={t("pendingTitle")}>
            {t("pendingText", { number: order.number })} <Link to={`~/orders/${order.id}/payment`}>{provider("where")}</Link>
          </Message>
        ) : (
          <Stack gap="tight">
            <div className={styles.act} data-open={cart.moves.buy.open ? "" : undefined}>
              <p className={styles.due}>
                {due} <b className="num">{writeMoney(amounts.total, lang)}</b>
              </p>
              <Button kind="primary" size="wide" working={working} door={working ? undefined : cart.moves.buy} onPress={onBuy}>
                {transfer.chosen ? words("send") : t("buy")}
              </Button>
              <p className={styles.debited}>{transfer.chosen ? words("sendNote") : t("debited")}</p>
            </div>
            {problem && problem.code !== "purchasing.paymentUnknown" ? <ProblemMessage problem={problem} /> : null}
          </Stack>
        )}
        <ul className={styles.notes}>
          {transfer.chosen ? (
            <li>
              <Icon name="calendar" />
              <span>{words("pickUp", { day: writeDay(transfer.payUntil, lang) })}</span>
            </li>
          ) : (
            <>
              <li>
                <Icon name="back" />
                <span>{conditions === "" ? until : t("refundWhile", { until, conditions })}</span>
              </li>
              <li>
                <Icon name="shield" />
                <span>{t("declinedNothing")}</span>
              </li>
            </>
          )}
        </ul>
      </Stack>
    </Card>
  );
}
