import type { ErrorComponentProps } from "@tanstack/react-router";
import { usePageTitle } from "../arrival.ts";
import { Problem } from "../problem.ts";
import { Button } from "../ui/Button.tsx";
import { ProblemMessage } from "../ui/Message.tsx";
import { useShellWords } from "../words.ts";
import styles from "./Root.module.css";

/** A screen whose file can no longer be had, because a newer version of the product is in place. */
const stale = (error: unknown): boolean =>
  error instanceof TypeError && /dynamically imported module|Importing a module|module script/i.test(error.message);

/** A page that broke. The rest of the shell stays usable. */
export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  const t = useShellWords();
  const old = stale(error);
  const heading = usePageTitle(old ? t("staleTitle") : t("errorTitle"));
  return (
    <div className={styles.screen} data-screen="">
      <h1 ref={heading} tabIndex={-1}>
        {old ? t("staleTitle") : t("errorTitle")}
      </h1>
      {error instanceof Problem ? <ProblemMessage problem={error} saving={false} /> : <p>{old ? t("staleText") : t("errorText")}</p>}
      <Button kind="primary" onPress={() => (old ? location.reload() : reset())}>
        {old ? t("reload") : t("retry")}
      </Button>
    </div>
  );
}

/** When even the shell could not be read: no navigation, no programme. */
export function BareError({ problem, again, working }: { problem: Problem; again: () => void; working: boolean }) {
  const t = useShellWords();
  return (
    <main id="main" className={styles.bare}>
      <div className={styles.screen} data-screen="">
        <h1>{t("errorTitle")}</h1>
        <ProblemMessage problem={problem} saving={false} />
        <Button kind="primary" onPress={again} working={working}>
          {t("retry")}
        </Button>
      </div>
    </main>
  );
}
