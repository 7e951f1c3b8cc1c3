import { useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { Await, Card, Facts, Narrow, OutLink, Page } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { publicSupport as en } from "../words/en.ts";
import { publicSupport as fr } from "../words/fr.ts";

const words = { fr, en };

/** Where customers of a company find help: a page for anyone, when the company shows it. */
export default function PublicSupport() {
  const t = useWords(words);
  const support = useRead("company.publicSupport", { partnerId: usePart("partnerId") });
  const title = support.data ? t("title", { company: support.data.company }) : support.problem ? t("missing") : t("loading");
  return (
    <Narrow>
      <Page title={title} answer={support.data ? t("answer", { company: support.data.company }) : undefined}>
        <Await of={support} rows={3}>
          {({ website, email, phone }) => (
            <Card flush>
              <Facts
                wide
                items={[
                  { name: t("website"), value: <OutLink href={website}>{website}</OutLink> },
                  { name: t("email"), value: <a href={`mailto:${email}`}>{email}</a> },
                  {
                    name: t("phone"),
                    value: (
                      <a className="num" href={`tel:${phone}`}>
                        {phone}
                      </a>
                    ),
                  },
                ]}
              />
            </Card>
          )}
        </Await>
      </Page>
    </Narrow>
  );
}
