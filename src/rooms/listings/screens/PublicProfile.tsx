import type { ReactNode } from "react";
import type { Result } from "../../../web/api.ts";
import { OutLink, Text } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { finder as en } from "../words/finder.en.ts";
import { finder as fr } from "../words/finder.fr.ts";
import styles from "./PublicProfile.module.css";

const words = { fr, en };
export type Profile = Result<"listings.page">;

/** A company as everybody reads it: the public page, the editor's preview and the desk show this one drawing. */
export function PublicProfile({ of, logo, heading = true }: { of: Profile; logo: string | undefined; heading?: boolean }) {
  const t = useWords(words);
  return (
    <article className={styles.profile}>
      {heading || of.logo || of.earned.length > 0 ? (
        <div className={styles.head}>
          {of.logo && logo ? (
            <span className={styles.logo}>
              <img src={logo} alt={t("logo", { company: of.company })} width={of.logo.width} height={of.logo.height} />
            </span>
          ) : null}
          {heading ? <h2>{of.company}</h2> : null}
          <Tags of={of.earned} label={t("earned")} tone="accent" />
        </div>
      ) : null}
      <div className={styles.text}>
        {of.description === "" ? (
          <p>
            <Text tone="secondary">{t("noDescription")}</Text>
          </p>
        ) : (
          paragraphsOf(of.description).map(({ key, text }) => <p key={key}>{text}</p>)
        )}
      </div>
      {of.website || of.socialPage ? (
        <div className={styles.links}>
          {of.website ? <OutLink href={of.website}>{t("website")}</OutLink> : null}
          {of.socialPage ? <OutLink href={of.socialPage.url}>{of.socialPage.label}</OutLink> : null}
        </div>
      ) : null}
      <Part title={t("industries")} of={of.industries} />
      <Part title={t("products")} of={of.products} />
      <Part title={t("services")} of={of.services} />
      <Part title={t("tags")} of={of.tags} />
      {of.places.length > 0 ? (
        <section>
          <h3>{t("places")}</h3>
          <ul className={styles.places}>
            {of.places.map((place) => (
              <li key={[place.line1, place.line2, place.postalCode, place.city].join("|")}>
                <address>
                  {place.line1}
                  <br />
                  {place.line2 ? (
                    <>
                      {place.line2}
                      <br />
                    </>
                  ) : null}
                  {`${place.postalCode} ${place.city}`.trim()}
                  <br />
                  {place.country}
                </address>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </article>
  );
}

const paragraphsOf = (text: string): { key: string; text: string }[] =>
  text
    .split(/\n+/)
    .filter((line) => line.trim() !== "")
    .map((line, at) => ({ key: `${at}-${line.slice(0, 20)}`, text: line }));

function Part({ title, of }: { title: string; of: readonly string[] }): ReactNode {
  if (of.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <Tags of={of} label={title} />
    </section>
  );
}

export function Tags({ of, label, tone = "neutral" }: { of: readonly string[]; label: string; tone?: "neutral" | "accent" }) {
  if (of.length === 0) return null;
  return (
    <ul className={styles.tags} aria-label={label}>
      {of.map((tag) => (
        <li key={tag} className={tone === "accent" ? styles.earned : undefined}>
          {tag}
        </li>
      ))}
    </ul>
  );
}
