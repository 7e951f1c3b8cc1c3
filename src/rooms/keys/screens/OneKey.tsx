import type { ReactNode } from "react";
import { useCallback, useState } from "react";
import { writeDay, writeInstant } from "../../../kit/format.ts";
import type { Door, Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { announce, Button, ProblemMessage, toast } from "../../../web/ui/index.ts";
import { Consequence, KeyBand, KeyText } from "../../../web/ui/visual.ts";
import { useLang, useWords } from "../../../web/words.ts";
import type { Benefit } from "../../benefits/screens/columns.tsx";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import { OpenDialog } from "./OpenDialog.tsx";
import styles from "./Software.module.css";

const words = { fr, en };
type List = Result<"keys.list">;
type KeyItem = List["items"][number];
type Props = {
  of: KeyItem;
  benefit: Benefit;
  refund: List["refund"];
  manages: boolean;
  /** Where the reason of a closed button stands. */
  noteOf: (door: Door) => "under" | { at: string };
  /** Its name among several. */
  title: string | undefined;
  path: ReactNode;
};

/** One key: sealed with what opening it would change, or opened and shown for a minute. The text of a key lives in this component alone. */
export function OneKey({ of: key, benefit, refund, manages, noteOf, title, path }: Props) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const account = useAccount();
  const detail = useRead("benefits.detail", { accountId: account.id, benefitId: benefit.id });
  const [text, setText] = useState<string | null>(null);
  const [asking, ask] = useState(false);
  const place = { accountId: account.id, keyId: key.id };

  const giveBack = useAct("keys.giveBack", { onDone: () => toast({ text: t("givenBack") }) });
  const view = useAct("keys.view", { invalidates: [], onDone: (reply) => setText(reply.key) });
  const { reset } = view;
  const hide = useCallback(() => {
    setText(null);
    reset();
    announce(t("hidden"));
  }, [reset, t]);

  const at = (instant: string | null) => (instant === null ? "" : writeInstant(instant, lang, timeZone));
  const activations = detail.data?.activations ?? null;

  return (
    <article className={styles.key} aria-label={title}>
      {title ? (
        <div className={styles.head}>
          <h4>{title}</h4>
          {path}
        </div>
      ) : null}
      {key.state === "opened" ? (
        <>
          {text === null ? null : <KeyText value={text} label={t("copyKey", { product: benefit.name })} onHide={hide} />}
          <p className={styles.text}>
            {t("openedBy", { name: key.openedBy?.name ?? "", at: at(key.openedAt) })}{" "}
            {activations === null ? null : t("openActivates", { count: activations })} {text === null ? t("notShown") : null}
          </p>
          {manages ? (
            <>
              <ProblemMessage problem={view.problem} />
              <div className={styles.acts}>
                {text === null ? (
                  <Button
                    icon="eye"
                    door={key.moves.view}
                    note={noteOf(key.moves.view)}
                    working={view.working}
                    onPress={() => void view.act(place)}
                  >
                    {t("show")}
                  </Button>
                ) : (
                  <Button onPress={hide}>{t("hide")}</Button>
                )}
              </div>
              {key.moves.view.open ? <p className={styles.text}>{t("showRecorded")}</p> : null}
            </>
          ) : null}
        </>
      ) : (
        <>
          <KeyBand />
          <p className={styles.text}>
            {t("reservedBy", { name: key.reservedBy?.name ?? "", at: at(key.reservedAt) })}{" "}
            {activations === null ? null : t("activates", { count: activations })} <b>{t("nobodyRead")}</b>
          </p>
          {refund.possible && refund.until !== null ? (
            <Consequence
              now={{
                label: t("whileSealed"),
                icon: "back",
                tone: "ok",
                title: t("refundable"),
                text:
                  refund.daysLeft === 0
                    ? t("refundableLast", { day: writeDay(refund.until, lang, "long") })
                    : t("refundableText", { day: writeDay(refund.until, lang, "long"), count: refund.daysLeft }),
              }}
              after={{
                label: t("onceOpen"),
                icon: "noSolid",
                tone: "no",
                title: t("notRefundable"),
                text: t("notRefundableText", { offer: benefit.source }),
              }}
            />
          ) : refund.until !== null ? (
            <p className={styles.text}>{t("refundGone")}</p>
          ) : null}
          {manages ? (
            <>
              <ProblemMessage problem={giveBack.problem} />
              <div className={styles.acts}>
                <Button kind="primary" icon="key" door={key.moves.open} note={noteOf(key.moves.open)} onPress={() => ask(true)}>
                  {t("open")}
                </Button>
                <Button
                  door={key.moves.giveBack}
                  note={noteOf(key.moves.giveBack)}
                  working={giveBack.working}
                  onPress={() => void giveBack.act(place)}
                >
                  {t("giveBack")}
                </Button>
              </div>
              <p className={styles.text}>{t("recorded")}</p>
            </>
          ) : null}
        </>
      )}
      {asking ? (
        <OpenDialog
          place={place}
          benefit={benefit}
          endsRefund={refund.possible}
          onOpened={(shown) => {
            setText(shown);
            ask(false);
          }}
          onKeep={() => ask(false)}
        />
      ) : null}
    </article>
  );
}
