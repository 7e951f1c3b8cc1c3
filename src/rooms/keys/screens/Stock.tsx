import { writeNumber } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { Await, Empty, Stack, StatusBadge, Text } from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { Table } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { desk as en } from "../words/en.ts";
import { desk as fr } from "../words/fr.ts";
import { AddKeys } from "./AddKeys.tsx";

const words = { fr, en };
export type Pool = Result<"keys.pools">["items"][number];

/** The vendor's stock of keys: how many are left of each product, and adding more. */
export default function Stock() {
  const t = useWords(words);
  const lang = useLang();
  const pools = useRead("keys.pools", {});
  const [open, ask] = useAsked("open");
  const low = pools.data?.items.filter((pool) => pool.low).length ?? 0;
  const number = (value: number) => writeNumber(value, lang);

  return (
    <OfficePage title={t("title")} count={pools.data ? (low > 0 ? t("toFill", { count: low }) : t("enough")) : undefined}>
      <Await of={pools} rows={5}>
        {({ items, lowBelow }) => (
          <Stack>
            <Text tone="secondary">{t("answer", { count: lowBelow })}</Text>
            <Table
              caption={t("caption")}
              rows={items}
              rowKey={(pool) => pool.productId}
              name={(pool) => pool.name}
              open={open}
              onOpen={ask}
              expand={(pool) => <AddKeys to={pool} />}
              empty={<Empty title={t("none")} />}
              columns={[
                { key: "product", title: t("product"), head: true, cell: (pool) => pool.name },
                { key: "free", title: t("free"), numeric: true, cell: (pool) => number(pool.free) },
                { key: "reserved", title: t("reserved"), numeric: true, cell: (pool) => number(pool.reserved) },
                { key: "opened", title: t("opened"), numeric: true, cell: (pool) => number(pool.opened) },
                { key: "state", title: t("state"), bare: true, cell: (pool) => <State of={pool} /> },
              ]}
            />
          </Stack>
        )}
      </Await>
    </OfficePage>
  );
}

function State({ of: { free, low } }: { of: Pool }) {
  const t = useWords(words);
  if (free === 0) return <StatusBadge look="refused">{t("empty")}</StatusBadge>;
  return <StatusBadge look={low ? "atRisk" : "active"}>{t(low ? "low" : "fine")}</StatusBadge>;
}
