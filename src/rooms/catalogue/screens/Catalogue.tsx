import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Button, Chip, Link, Page, ProblemMessage, Row, Stack, Text, toast } from "../../../web/ui/index.ts";
import { Table } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";

const words = { fr, en };
type Item = Result<"catalogue.items">["items"][number];

/** « Catalogue »: what this company sells, what it sells most at the top. */
export default function Catalogue() {
  const t = useWords(words);
  const account = useAccount();
  const catalogue = useRead("catalogue.items", { accountId: account.id });

  return (
    <Page title={t("title")} answer={catalogue.data ? t("answer", { most: catalogue.data.mostPins }) : undefined}>
      <Await of={catalogue} rows={8}>
        {({ items, pinned, mostPins }) => (
          <Stack>
            <Text tone="secondary">
              {t("atTop", { count: pinned, most: mostPins })} <Link to="~/prices">{t("toPrices")}</Link>
            </Text>
            <Table
              caption={t("caption")}
              rows={items}
              rowKey={(item) => item.id}
              name={(item) => item.name}
              columns={[
                { key: "product", title: t("product"), head: true, cell: (item) => item.name },
                {
                  key: "place",
                  title: t("place"),
                  bare: true,
                  cell: (item) => (item.position === null ? null : <Chip>{t("placeOf", { n: item.position })}</Chip>),
                },
                { key: "type", title: t("type"), cell: (item) => item.type.name },
                { key: "unit", title: t("unit"), from: "wide", cell: (item) => item.unit },
                { key: "acts", title: t("acts"), hideTitle: true, bare: true, cell: (item) => <Moves of={item} /> },
              ]}
            />
          </Stack>
        )}
      </Await>
    </Page>
  );
}

/** Up, down and away for what stands at the top; to the top for everything else. */
function Moves({ of: item }: { of: Item }) {
  const t = useWords(words);
  const account = useAccount();
  const { name } = item;
  const place = { accountId: account.id, itemId: item.id };
  const pin = useAct("catalogue.pin", { onDone: () => toast({ text: t("pinned", { name }) }) });
  const unpin = useAct("catalogue.unpin", { onDone: () => toast({ text: t("unpinned", { name }), undo: () => void pin.act(place) }) });
  const move = useAct("catalogue.move");
  const { moves } = item;

  return (
    <Stack gap="tight">
      <Row>
        {item.position === null ? (
          <Button size="small" door={moves.pin} working={pin.working} label={t("pinOf", { name })} onPress={() => void pin.act(place)}>
            {t("pin")}
          </Button>
        ) : (
          <>
            {(["up", "down"] as const).map((direction) =>
              moves[direction].open ? (
                <Button
                  key={direction}
                  size="small"
                  icon={direction}
                  label={t(`${direction}Of`, { name })}
                  onPress={() => void move.act({ ...place, body: { direction } })}
                >
                  {t(direction)}
                </Button>
              ) : null,
            )}
            <Button
              size="small"
              door={moves.unpin}
              working={unpin.working}
              label={t("unpinOf", { name })}
              onPress={() => void unpin.act(place)}
            >
              {t("unpin")}
            </Button>
          </>
        )}
      </Row>
      <ProblemMessage problem={pin.problem ?? unpin.problem ?? move.problem} />
    </Stack>
  );
}
