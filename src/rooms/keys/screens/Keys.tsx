import type { Door } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Button, DoorNote, ProblemMessage, Text, toast } from "../../../web/ui/index.ts";
import { LoadMore, usePages } from "../../../web/ui/table.ts";
import { KeyPath } from "../../../web/ui/visual.ts";
import { useWords } from "../../../web/words.ts";
import type { Benefit } from "../../benefits/screens/columns.tsx";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import { OneKey } from "./OneKey.tsx";
import styles from "./Software.module.css";

const words = { fr, en };
const steps = ["reserved", "sealed", "opened"] as const;
type Step = (typeof steps)[number];
const stepOf = ({ state }: { state: string }): Step => (state === "opened" ? "opened" : "sealed");

/** « Obtenir des clés »: the keys of one benefit, each on its way from reserved to opened, and the button that asks for one more. */
export function Keys({ of: benefit, manages, role }: { of: Benefit; manages: boolean; role: Door }) {
  const t = useWords(words);
  const account = useAccount();
  const place = { accountId: account.id, benefitId: benefit.id };
  const stock = useRead("keys.list", { ...place, limit: 1 });
  const keys = usePages("keys.list", place);
  const why = `${benefit.id}-role`;
  // What the role closes is said once; every button that it closes points there.
  const noteOf = (door: Door) => (!door.open && !role.open && door.text === role.text ? { at: why } : "under");
  const reserve = useAct("keys.reserve", { onDone: () => toast({ text: t("reservedToast") }) });

  const path = (here: Step | null) => (
    <KeyPath
      label={t("path")}
      items={steps.map((step, index) => ({
        label: t(step),
        state: here === "opened" || index < steps.indexOf(here ?? "reserved") ? "done" : step === here ? "here" : "next",
      }))}
    />
  );

  return (
    <section className={styles.part} aria-label={t("getKeys")}>
      <Await of={stock} rows={3}>
        {({ capacity, used, items, refund, moves }) => (
          <>
            <div className={styles.head}>
              <h3>{t("getKeys")}</h3>
              {capacity > 1 ? (
                <Text tone="secondary" small>
                  {t("used", { count: used, of: capacity })}
                </Text>
              ) : null}
              {capacity > 1 ? null : path(items[0] ? stepOf(items[0]) : null)}
            </div>
            {used > 0 ? (
              <Await of={keys} rows={3}>
                {(all) => (
                  <>
                    {all.map((key, index) => (
                      <OneKey
                        key={key.id}
                        of={key}
                        benefit={benefit}
                        refund={refund}
                        manages={manages}
                        noteOf={noteOf}
                        title={capacity > 1 ? t("keyNumber", { n: index + 1 }) : undefined}
                        path={capacity > 1 ? path(stepOf(key)) : null}
                      />
                    ))}
                    <LoadMore shown={all.length} {...keys} />
                  </>
                )}
              </Await>
            ) : null}
            {!manages && used === 0 ? <p className={styles.text}>{t("noneYet")}</p> : null}
            {manages && used < capacity ? (
              <>
                {used === 0 ? <p className={styles.text}>{t(refund.possible ? "beforeRefund" : "before")}</p> : null}
                <ProblemMessage problem={reserve.problem} />
                <div className={styles.acts}>
                  <Button
                    kind={used === 0 ? "primary" : "outline"}
                    icon="key"
                    door={moves.reserve}
                    note={noteOf(moves.reserve)}
                    working={reserve.working}
                    onPress={() => void reserve.act(place)}
                  >
                    {t("getKeys")}
                  </Button>
                </div>
              </>
            ) : null}
            {manages ? <DoorNote id={why} door={role} /> : null}
          </>
        )}
      </Await>
    </section>
  );
}
