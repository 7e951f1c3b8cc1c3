import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useGo } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import { Await, Button, Link, LinkButton, Page, ProblemMessage, Stack, StatusBadge, Text } from "../../../web/ui/index.ts";
import { Table } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";

const words = { fr, en };
type Line = Result<"listings.mine">["items"][number];
type State = NonNullable<Line["listing"]>["state"]["state"];

export const looks: Readonly<Record<State, StatusLook>> = {
  draft: "notStarted",
  inReview: "pending",
  published: "active",
  changed: "actionNeeded",
  rejected: "refused",
  unpublished: "off",
};

/** « Profils métier »: one in each region of the programme, written or not. */
export default function Profiles() {
  const t = useWords(words);
  const go = useGo();
  const { id: accountId } = useAccount();
  const mine = useRead("listings.mine", { accountId });
  const create = useAct("listings.create", { onDone: (reply) => go(`~/listings/${reply.region}`) });

  return (
    <Page title={t("title")} answer={t("answer")} crumbs={[{ label: t("referrals") }]}>
      <Await of={mine} rows={4}>
        {({ items }) => (
          <Stack>
            <ProblemMessage problem={create.problem} />
            <Table
              caption={t("title")}
              rows={items}
              rowKey={(line) => line.region.id}
              name={(line) => line.region.name}
              columns={[
                {
                  key: "region",
                  title: t("region"),
                  head: true,
                  cell: (line) => (line.listing ? <Link to={`~/listings/${line.region.id}`}>{line.region.name}</Link> : line.region.name),
                },
                { key: "state", title: t("state"), bare: true, cell: (line) => <Stand of={line} /> },
                {
                  key: "act",
                  title: t("open"),
                  hideTitle: true,
                  cell: (line) =>
                    line.listing ? (
                      <LinkButton size="small" to={`~/listings/${line.region.id}`}>
                        {t("open")}
                      </LinkButton>
                    ) : (
                      <Button
                        size="small"
                        icon="plus"
                        working={create.working}
                        onPress={() => create.act({ accountId, body: { region: line.region.id } })}
                      >
                        {t("create")}
                      </Button>
                    ),
                },
              ]}
            />
            <p>
              <Link to="/partners">{t("finder")}</Link>
            </p>
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function Stand({ of: { listing } }: { of: Line }) {
  const t = useWords(words);
  if (listing === null) return <Text tone="secondary">{t("none")}</Text>;
  return (
    <Stack gap="tight">
      <StatusBadge look={looks[listing.state.state]}>{listing.state.label}</StatusBadge>
      {listing.state.state === "published" ? null : (
        <Text tone="secondary" small>
          {t(listing.public ? "public" : "notPublic")}
        </Text>
      )}
    </Stack>
  );
}
