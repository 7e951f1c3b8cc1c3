import { useEffect, useState } from "react";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { SelectField, TextField } from "../../../web/ui/form.ts";
import { Await, announce, Button, Empty, Link, Page, Row, Stack, Text } from "../../../web/ui/index.ts";
import { LoadMore, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { finder as en } from "../words/finder.en.ts";
import { finder as fr } from "../words/finder.fr.ts";
import styles from "./Finder.module.css";
import { Tags } from "./PublicProfile.tsx";

const words = { fr, en };
type Found = Result<"listings.find">["items"][number];

/** « Rechercher un fournisseur de solutions »: anybody finds a company by what it does and where. The address keeps the question. */
export default function Finder() {
  const t = useWords(words);
  const go = useGo();
  const choices = useRead("listings.choices", {});
  const [text = "", askText] = useAsked("text");
  const [place = "", askPlace] = useAsked("place");
  const [country, askCountry] = useAsked("country");
  const [industry, askIndustry] = useAsked("industry");
  const [product, askProduct] = useAsked("product");
  const [service, askService] = useAsked("service");
  const asked = [text, place, country, industry, product, service].some(Boolean);
  const found = usePages("listings.find", { text, place, country, industry, product, service, limit: 20 });
  const { total } = found;
  useEffect(() => {
    if (total !== undefined && asked) announce(t("found", { count: total }));
  }, [total, asked, t]);
  const named = (list: readonly { id: string; name: string }[] | undefined) =>
    (list ?? []).map(({ id, name }) => ({ value: id, label: name }));

  return (
    <Page title={t("title")} answer={t("answer")}>
      <Stack>
        <search className={styles.ask}>
          <Typed key={`text${text}`} label={t("text")} hint={t("textHint")} value={text} onAsk={askText} />
          <Typed key={`place${place}`} label={t("place")} value={place} onAsk={askPlace} />
          <SelectField
            label={t("country")}
            empty={t("any")}
            options={(choices.data?.countries ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            value={country ?? ""}
            onChange={(value) => askCountry(value || undefined)}
          />
          <SelectField
            label={t("industry")}
            empty={t("any")}
            options={named(choices.data?.industries)}
            value={industry ?? ""}
            onChange={(value) => askIndustry(value || undefined)}
          />
          <SelectField
            label={t("product")}
            empty={t("any")}
            options={named(choices.data?.products)}
            value={product ?? ""}
            onChange={(value) => askProduct(value || undefined)}
          />
          <SelectField
            label={t("service")}
            empty={t("any")}
            options={named(choices.data?.services)}
            value={service ?? ""}
            onChange={(value) => askService(value || undefined)}
          />
        </search>
        <Await of={found} rows={8}>
          {(items) =>
            items.length === 0 ? (
              <Empty
                title={asked ? t("none") : t("nobody")}
                act={asked ? <Button onPress={() => go("/partners", { replace: true })}>{t("clear")}</Button> : undefined}
              >
                {asked ? t("noneHint") : null}
              </Empty>
            ) : (
              <Stack>
                <Row between>
                  <Text tone="secondary">{t("found", { count: total ?? items.length })}</Text>
                  {asked ? (
                    <Button size="small" onPress={() => go("/partners", { replace: true })}>
                      {t("clear")}
                    </Button>
                  ) : null}
                </Row>
                <ul className={styles.results} aria-label={t("results")}>
                  {items.map((one) => (
                    <Line key={one.id} of={one} />
                  ))}
                </ul>
                <LoadMore shown={items.length} total={total} more={found.more} onMore={found.onMore} working={found.working} />
              </Stack>
            )
          }
        </Await>
      </Stack>
    </Page>
  );
}

/** What is typed is asked a moment after one has stopped, so that the list follows without being in the way. */
function Typed({ label, hint, value, onAsk }: { label: string; hint?: string; value: string; onAsk: (value: string | undefined) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => typed.trim() !== value && onAsk(typed.trim() || undefined), 350);
    return () => clearTimeout(timer);
  }, [typed, value, onAsk]);
  return <TextField label={label} hint={hint} type="search" value={typed} onChange={setTyped} maxLength={120} />;
}

function Line({ of }: { of: Found }) {
  const t = useWords(words);
  return (
    <li>
      <h2>
        <Link to={`/partners/${of.id}`}>{of.company}</Link>
      </h2>
      <p>{of.excerpt}</p>
      <Text tone="secondary" small>
        {of.places.join(" · ")}
      </Text>
      <Tags of={[...of.industries, ...of.services]} label={t("tags")} />
    </li>
  );
}
