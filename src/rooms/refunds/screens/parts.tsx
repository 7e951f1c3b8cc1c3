import { writeDay, writeInstant, writeList, writeMoney } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useShell } from "../../../web/shell.ts";
import type { Fact, StatusLook } from "../../../web/ui/index.ts";
import { CopyValue, Facts, StatusBadge } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import type { CheckName, RefundState } from "../rules.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";

const words = { fr, en };
export const usePageWords = () => useWords(words);

type View = Result<"refunds.cancellation">;

/** How the state of a case is drawn. */
export const looks = {
  requested: "pending",
  proposed: "pending",
  paying: "pending",
  refunded: "refunded",
  failed: "rejected",
  refused: "refused",
  withdrawn: "off",
} as const satisfies Record<RefundState, StatusLook>;

const names = {
  order: "checkOrder",
  membership: "checkMembership",
  days: "checkDays",
  keyOpened: "checkKeyOpened",
  seatAssigned: "checkSeatAssigned",
  payment: "checkPayment",
} as const satisfies Record<CheckName, keyof typeof fr>;

/** Each thing that the rule looks at, with what stands against it. The desk reads the same. */
export function Rule({ of }: { of: View["checks"] }) {
  const t = usePageWords();
  return (
    <Facts
      wide
      items={of.map(({ name, met, texts }) => ({
        name: t(names[name]),
        value: <StatusBadge look={met ? "active" : "refused"}>{t(met ? "well" : "against")}</StatusBadge>,
        hint: texts.map((text) => <div key={text}>{text}</div>),
      }))}
    />
  );
}

/** What comes back and to which card; the word about banks is for the company. */
export function Gives({
  of: { gives, order },
  ours = false,
}: {
  of: { gives: View["gives"]; order: { number: string; placedOn: string } };
  ours?: boolean;
}) {
  const t = usePageWords();
  const lang = useLang();
  const { net, tax, total, card } = gives;
  const untaxed = Number(tax.amount) === 0;
  return (
    <Facts
      wide
      items={[
        {
          name: t("amount"),
          value: <b>{untaxed ? writeMoney(total, lang) : t("amountTtc", { amount: writeMoney(total, lang) })}</b>,
          hint: untaxed ? t("amountUntaxed") : t("amountDetail", { net: writeMoney(net, lang), tax: writeMoney(tax, lang) }),
        },
        ...(card
          ? [{ name: t("toCard"), value: t("card", { brand: card.brand, last4: card.last4 }), hint: ours ? undefined : t("cardHint") }]
          : []),
        {
          name: t("order"),
          value: <span className="code">{order.number}</span>,
          hint: t("boughtOn", { day: writeDay(order.placedOn, lang) }),
        },
      ]}
    />
  );
}

/** What stops, as it is used today; `early` when the term that was paid for has not begun yet. */
export function Ends({ of, early }: { of: View["ends"]; early?: string | undefined }) {
  const t = usePageWords();
  const lang = useLang();
  const items: Fact[] = [
    ...(of.benefits.length > 0 ? [{ name: t("benefits"), value: writeList(of.benefits, lang) }] : []),
    { name: t("seats"), value: of.seats === 0 ? t("seatsNone") : t("seatsText", { count: of.seats }) },
    {
      name: t("keys"),
      value: of.sealedKeys === 0 ? t("sealedNone") : t("sealedText", { count: of.sealedKeys }),
      hint: of.openedKeys > 0 ? t("openedText", { count: of.openedKeys }) : undefined,
    },
    { name: t("renewal"), value: t("renewalText") },
    ...(early === undefined ? [] : [{ name: t("early"), value: t("earlyText", { day: writeDay(early, lang) }) }]),
  ];
  return <Facts wide items={items} />;
}

/** A case as the company reads it. */
export function CaseFacts({ of }: { of: NonNullable<View["case"]> }) {
  const t = usePageWords();
  const lang = useLang();
  const { timeZone } = useShell();
  const at = (instant: string) => writeInstant(instant, lang, timeZone);
  return (
    <Facts
      wide
      items={[
        { name: t("caseNumber"), value: <CopyValue value={of.number} label={t("copyNumber")} /> },
        { name: t("state"), value: <StatusBadge look={looks[of.state.state]}>{of.state.label}</StatusBadge> },
        { name: t("askedBy"), value: of.askedBy, hint: t("askedByAt", { at: at(of.askedAt) }) },
        ...(of.closedAt === null ? [] : [{ name: t("closedAt"), value: at(of.closedAt) }]),
        ...(of.reason === null ? [] : [{ name: t("reason"), value: <span dir="auto">{of.reason}</span> }]),
      ]}
    />
  );
}
