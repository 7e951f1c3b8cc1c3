import { useRead } from "../../../web/api.ts";
import { Await, Link, Stack, Text } from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { Table } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";

const words = { fr, en };

/** What was asked, and what a recommended solution spared, by type of problem (G-026). */
export default function Figures() {
  const t = useWords(words);
  const found = useRead("support.figures", undefined);
  return (
    <OfficePage title={t("figuresTitle")}>
      <Stack>
        <Link quiet to="/office/support">
          {t("backToQueue")}
        </Link>
        <Await of={found} rows={8}>
          {({ days, items }) => (
            <>
              <Text tone="secondary">{t("figuresAnswer", { count: days })}</Text>
              <Table
                caption={t("figuresCaption")}
                rows={items}
                rowKey={(line) => line.id}
                name={(line) => line.name}
                columns={[
                  {
                    key: "topic",
                    title: t("topic"),
                    head: true,
                    cell: (line) => <Link to={`/office/support?topic=${line.id}`}>{line.name}</Link>,
                  },
                  { key: "opened", title: t("opened"), cell: (line) => String(line.opened) },
                  { key: "solved", title: t("solved"), cell: (line) => String(line.solved) },
                  {
                    key: "share",
                    title: t("share"),
                    cell: (line) =>
                      line.opened + line.solved === 0
                        ? t("noShare")
                        : t("percent", { count: Math.round((100 * line.solved) / (line.opened + line.solved)) }),
                  },
                  { key: "solutions", title: t("solutions"), cell: (line) => String(line.solutions) },
                ]}
              />
            </>
          )}
        </Await>
      </Stack>
    </OfficePage>
  );
}
