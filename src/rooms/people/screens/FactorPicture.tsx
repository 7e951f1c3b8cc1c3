import { CopyButton, OutLink } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import styles from "./Narrow.module.css";
import { securityWords } from "./words.ts";

/** The same second factor three times: to scan, to type, to open. */
export function FactorPicture({ of }: { of: { secret: string; uri: string; picture: string } }) {
  const t = useWords(securityWords);
  return (
    <div className={styles.factor}>
      <figure>
        <figcaption>{t("scan")}</figcaption>
        <img className={styles.picture} src={`data:image/svg+xml,${encodeURIComponent(of.picture)}`} alt={t("picture")} />
      </figure>
      <div className={styles.secret}>
        <span>{t("secret")}</span>
        <span className="code">{of.secret}</span>
        <CopyButton words value={of.secret.replaceAll(" ", "")} label={t("copySecret")} />
        <OutLink href={of.uri}>{t("openApp")}</OutLink>
      </div>
    </div>
  );
}
