import { useState } from "react";
import { writeList, writeSize } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { SelectField } from "../../../web/ui/form.ts";
import { Await, CopyButton, Icon, Message } from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import type { Benefit } from "../../benefits/screens/columns.tsx";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import styles from "./Software.module.css";

const words = { fr, en };
type Detail = Result<"benefits.detail">;

/** « Télécharger et installer »: the language and the system choose the file; then what the product asks of who installs it. */
export function Downloads({ of: { id } }: { of: Benefit }) {
  const t = useWords(words);
  const account = useAccount();
  const detail = useRead("benefits.detail", { accountId: account.id, benefitId: id });

  return (
    <section className={styles.part} aria-label={t("download")}>
      <h3>{t("download")}</h3>
      <Await of={detail} rows={3}>
        {(product) => (
          <>
            {product.downloads.length === 0 ? <Message>{t("noDownloads")}</Message> : <Files of={product} />}
            {product.instructions ? <Message title={t("instructions")}>{product.instructions}</Message> : null}
          </>
        )}
      </Await>
    </section>
  );
}

function Files({ of: product }: { of: Detail }) {
  const t = useWords(words);
  const lang = useLang();
  const { languages, systems, downloads } = product;
  const [language, setLanguage] = useState(languages.find((each) => each.id === lang)?.id ?? languages[0]?.id ?? "");
  const [system, setSystem] = useState(systems[0]?.id ?? "");
  const nameIn = (from: Detail["languages"], asked: string) => from.find((each) => each.id === asked)?.name ?? asked;
  // In French the name of a language has no capital inside a sentence.
  const called = (one: { language: string; system: string }) => {
    const name = nameIn(languages, one.language);
    return { language: lang === "fr" ? name.toLowerCase() : name, system: nameIn(systems, one.system) };
  };
  const chosen = downloads.find((one) => one.language === language && one.system === system);
  const options = (from: Detail["languages"]) => from.map((each) => ({ value: each.id, label: each.name }));

  return (
    <>
      <div className={styles.choices}>
        <SelectField label={t("language")} options={options(languages)} value={language} onChange={setLanguage} />
        <SelectField label={t("system")} options={options(systems)} value={system} onChange={setSystem} />
      </div>
      {chosen ? (
        <File of={chosen} name={t("file", { product: product.name, ...called(chosen) })} />
      ) : (
        <Message live title={t("noDownload", called({ language, system }))}>
          {t("otherDownloads", {
            list: writeList(
              downloads.filter((one) => one.language === language || one.system === system).map((one) => t("combination", called(one))),
              lang,
            ),
          })}
        </Message>
      )}
    </>
  );
}

function File({ of: { url, fileName, bytes, sha256 }, name }: { of: Detail["downloads"][number]; name: string }) {
  const t = useWords(words);
  const lang = useLang();
  const type = fileName.split(".").at(-1)?.toUpperCase() ?? "";

  return (
    <>
      <a className={styles.file} href={url} rel="noreferrer">
        <Icon name="download" />
        <span>
          <b>{name}</b>
          <small>{t("fileAbout", { type, size: writeSize(bytes, lang) })}</small>
        </span>
      </a>
      <p className={styles.sum}>
        {t("sha")}{" "}
        <span className="code">
          {sha256.slice(0, 4)} {sha256.slice(4, 8)} {sha256.slice(8, 12)} … {sha256.slice(-4)}
        </span>{" "}
        <CopyButton value={sha256} label={t("copySha", { file: name })} words />
      </p>
    </>
  );
}
