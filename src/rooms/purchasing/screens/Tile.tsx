import { useId } from "react";
import { writeMoney } from "../../../kit/format.ts";
import { Button, Checks, DoorNote, LinkButton, StatusBadge } from "../../../web/ui/index.ts";
import { useLang } from "../../../web/words.ts";
import styles from "./Offers.module.css";
import type { OffersView } from "./OffersFrame.tsx";
import { useConditions, useScreenWords } from "./wording.ts";

type TileView = OffersView["available"][number];
type Price = NonNullable<TileView["price"]>;

/** Closed to the reader's role alone, an offer is still open to their company. */
const openToCompany = ({ moves: { buy } }: TileView): boolean => buy.open || buy.reasons.every(({ code }) => code === "role");

const untaxed = ({ tax }: Price): boolean => Number(tax.amount) === 0;

/** An offer whose requirements are met: its figures, its price, and « S’abonner maintenant ». */
export function Tile({ of }: { of: TileView }) {
  const t = useScreenWords();
  const title = useId();
  return (
    <section className={styles.tile} aria-labelledby={title}>
      <div className={styles.what}>
        <div className={styles.head}>
          <h2 id={title}>{of.name}</h2>
          {openToCompany(of) ? (
            <StatusBadge look="active">{t("openToYou")}</StatusBadge>
          ) : (
            <StatusBadge look="closed">{t("closed")}</StatusBadge>
          )}
        </div>
        <p className={styles.description}>{of.description}</p>
        <Figures of={of} />
      </div>
      <div className={styles.price}>
        {of.price ? <PriceOf of={of} price={of.price} /> : null}
        <Subscribe of={of} wide />
        <Conditions of={of} />
      </div>
    </section>
  );
}

/** An offer that must be earned: each requirement, met or missing. */
export function LockedTile({ of }: { of: TileView }) {
  const t = useScreenWords();
  const lang = useLang();
  const title = useId();
  const missing = of.requirements.filter(({ met }) => !met).length;
  return (
    <section className={styles.locked} aria-labelledby={title}>
      <div className={styles.head}>
        <h2 id={title}>{of.name}</h2>
        <StatusBadge look="closed">{t("closed")}</StatusBadge>
        {of.price ? (
          <span className={styles.small}>
            <b className="num">{writeMoney(of.price.net, lang)}</b> {untaxed(of.price) ? null : t("exclTax")}
          </span>
        ) : null}
      </div>
      <p className={styles.description}>{of.description}</p>
      <Figures of={of} />
      <div className={styles.requirements}>
        <h3>{t("missing", { count: missing })}</h3>
        <Checks items={of.requirements} />
      </div>
      <Subscribe of={of} />
    </section>
  );
}

function Figures({ of: { highlights } }: { of: TileView }) {
  return (
    <ul className={styles.figures}>
      {highlights.map(({ figure, name, detail }) => (
        <li key={name}>
          <b className="num">{figure}</b>
          <span>
            {name}
            <small>{detail}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}

function PriceOf({ of, price }: { of: TileView; price: Price }) {
  const t = useScreenWords();
  const lang = useLang();
  const yearly = of.termMonths === 12;
  const free = untaxed(price);
  const per = yearly ? t(free ? "untaxedPerYear" : "perYear") : t(free ? "untaxedPerTerm" : "perTerm", { count: of.termMonths });
  return (
    <>
      <p className={styles.amount}>
        <b className="num">{writeMoney(price.net, lang)}</b> <span>{per}</span>
      </p>
      <p className={styles.note}>
        {free ? null : `${t("incl", { amount: writeMoney(price.total, lang) })} `}
        {yearly ? t("renews") : t("renewsTerm", { count: of.termMonths })}
      </p>
    </>
  );
}

function Subscribe({ of, wide = false }: { of: TileView; wide?: boolean }) {
  const t = useScreenWords();
  const note = useId();
  const size = wide ? "wide" : "normal";
  if (of.moves.buy.open) {
    return (
      <LinkButton kind="primary" size={size} to={`~/offers/${of.id}/checkout`}>
        {t("subscribe")}
      </LinkButton>
    );
  }
  return (
    <div className={styles.shut}>
      <Button size={size} door={of.moves.buy} note={{ at: note }}>
        {t("subscribe")}
      </Button>
      <DoorNote id={note} door={of.moves.buy} />
    </div>
  );
}

function Conditions({ of: { refund, maxPerAccount } }: { of: TileView }) {
  const t = useScreenWords();
  const conditions = useConditions()(refund.blockedBy);
  return (
    <p className={styles.note}>
      {t("most", { count: maxPerAccount })}{" "}
      {conditions === "" ? t("refundDaysAlways", { count: refund.days }) : t("refundDays", { count: refund.days, conditions })}
    </p>
  );
}
