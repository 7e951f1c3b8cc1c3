import { writeDay, writeMoney, writeMonth, writeNumber } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Fields, SelectField } from "../../../web/ui/form.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import { Await, Empty, FileLink, Link, Message, Page, Row, Segmented, Stack, StatusBadge, Text } from "../../../web/ui/index.ts";
import { Table } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";

const words = { fr, en };
type Lists = Result<"catalogue.priceLists">;
type Flag = Result<"catalogue.prices">["rows"][number]["flag"];

/** « Tarifs et offres »: each month's prices, and what became of them. */
export default function Prices() {
  const t = useWords(words);
  const account = useAccount();
  const lists = useRead("catalogue.priceLists", { accountId: account.id });
  return (
    <Page title={t("pricesTitle")} answer={t("pricesAnswer")}>
      <Await of={lists} rows={10}>
        {(reply) => <OneList of={reply} />}
      </Await>
    </Page>
  );
}

function OneList({ of: { lists, next, countries, country: own, types } }: { of: Lists }) {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const [askedMonth, askMonth] = useAsked("month");
  const [askedCountry, askCountry] = useAsked("country");
  const [askedType, askType] = useAsked("type");
  const chosen = lists.find(({ month }) => month === askedMonth) ?? lists.find(({ state }) => state === "inForce") ?? lists[0];
  const country = countries.find(({ code }) => code === askedCountry)?.code ?? own;
  const type = types.find(({ id }) => id === askedType)?.id;
  const name = (month: string) => writeMonth(month, lang);
  const place = { accountId: account.id, month: chosen?.month ?? "", country, ...(type && { type }) };

  return (
    <Stack>
      <Fields>
        <SelectField
          name="month"
          label={t("month")}
          value={chosen?.month ?? ""}
          onChange={askMonth}
          options={lists.map(({ month, state }) => ({
            value: month,
            label: t("monthState", { month: name(month), state: t(`state.${state}`) }),
          }))}
        />
        <SelectField
          name="country"
          label={t("country")}
          value={country}
          onChange={askCountry}
          options={countries.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Fields>
      <Row>
        <Segmented
          label={t("type")}
          value={type ?? ""}
          options={[{ value: "", label: t("all") }, ...types.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(value) => askType(value === "" ? undefined : value)}
        />
      </Row>
      {chosen?.state === "preview" ? <Message tone="wait">{t("preview", { from: writeDay(chosen.from, lang) })}</Message> : null}
      {next ? <Text tone="secondary">{t("next", { month: name(next.month), opensOn: writeDay(next.opensOn, lang) })}</Text> : null}
      {chosen ? <Rows place={place} country={countries.find(({ code }) => code === country)!.name} /> : null}
      <Text tone="secondary">
        <Link to="~/catalogue">{t("toCatalogue")}</Link>
      </Text>
    </Stack>
  );
}

const looks = { ADD: "active", CHNG: "atRisk", DEL: "cancelled", UNC: "off" } as const satisfies Record<Flag, StatusLook>;

function Rows({ place, country }: { place: { accountId: string; month: string; country: string; type?: string }; country: string }) {
  const t = useWords(words);
  const lang = useLang();
  const prices = useRead("catalogue.prices", place, { keep: true });
  const month = writeMonth(place.month, lang);
  const number = (value: number) => writeNumber(value, lang);

  return (
    <Await of={prices} rows={8}>
      {({ rows, counts }) => (
        <Stack>
          <Row>
            <Text tone="secondary">
              {t("counts", {
                added: number(counts.ADD),
                changed: number(counts.CHNG),
                removed: number(counts.DEL),
                same: number(counts.UNC),
              })}
            </Text>
            <FileLink href={fileAddress("catalogue.priceFile", place)} label={t("downloadAll", { month })}>
              {t("download")}
            </FileLink>
          </Row>
          <Table
            caption={t("pricesCaption", { month, country })}
            rows={rows}
            rowKey={(row) => row.id}
            name={(row) => row.name}
            empty={<Empty title={t("none")} />}
            columns={[
              { key: "product", title: t("product"), head: true, cell: (row) => row.name },
              { key: "unit", title: t("unit"), cell: (row) => row.unit },
              { key: "price", title: t("price"), numeric: true, cell: (row) => (row.price ? writeMoney(row.price, lang) : "–") },
              { key: "before", title: t("before"), numeric: true, cell: (row) => (row.before ? writeMoney(row.before, lang) : "–") },
              {
                key: "flag",
                title: t("flag"),
                bare: true,
                cell: (row) => <StatusBadge look={looks[row.flag]}>{t(`flag.${row.flag}`)}</StatusBadge>,
              },
            ]}
          />
        </Stack>
      )}
    </Await>
  );
}
