import { writeDay, writeNumber } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { Await, Link, Stack, StatusBadge, Text } from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { Table } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";

const words = { fr, en };
type Line = Result<"agreements.deskList">["items"][number];

/** Every agreement of the programme: what is in force, how the companies stand, what is being written. */
export default function Desk() {
  const t = useWords(words);
  const lang = useLang();
  const list = useRead("agreements.deskList", {});
  const number = (line: Line, of: keyof Line["standings"]) => (line.signed ? writeNumber(line.standings[of], lang) : "–");

  return (
    <OfficePage title={t("title")}>
      <Stack>
        <Text tone="secondary">{t("answer")}</Text>
        <Await of={list} rows={4}>
          {({ items }) => (
            <Table
              caption={t("title")}
              rows={items}
              rowKey={(line) => line.id}
              name={(line) => line.title}
              columns={[
                {
                  key: "title",
                  title: t("agreement"),
                  head: true,
                  cell: (line) => <Link to={`/office/agreements/${line.id}`}>{line.title}</Link>,
                },
                { key: "programme", title: t("programme"), cell: (line) => line.programme },
                {
                  key: "version",
                  title: t("inForce"),
                  cell: (line) => t("versionSince", { version: line.version, day: writeDay(line.effectiveFrom, lang) }),
                },
                { key: "accepted", title: t("accepted"), numeric: true, cell: (line) => number(line, "accepted") },
                { key: "due", title: t("due"), numeric: true, cell: (line) => number(line, "reacceptRequired") },
                { key: "blocked", title: t("blocked"), numeric: true, cell: (line) => number(line, "blocked") },
                {
                  key: "draft",
                  title: t("draft"),
                  bare: true,
                  cell: (line) =>
                    line.draft ? <StatusBadge look="pending">{t("drafting", { version: line.draft.version })}</StatusBadge> : null,
                },
              ]}
            />
          )}
        </Await>
      </Stack>
    </OfficePage>
  );
}
