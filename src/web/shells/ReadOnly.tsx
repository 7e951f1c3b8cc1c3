import { writeDay } from "../../kit/format.ts";
import { Link } from "../ui/Link.tsx";
import { Message } from "../ui/Message.tsx";
import { useLang, useShellWords } from "../words.ts";
import styles from "./ReadOnly.module.css";

/** Over every page of an account whose network membership has lapsed: since when it is read-only, and the way back. */
export default function ReadOnly({ since }: { since: string }) {
  const t = useShellWords();
  return (
    <div className={styles.strip}>
      <Message tone="no" title={t("readOnly")}>
        {t("readOnlyText", { day: writeDay(since, useLang()) })} <Link to="~/network-renewal">{t("renewNetwork")}</Link>
      </Message>
    </div>
  );
}
