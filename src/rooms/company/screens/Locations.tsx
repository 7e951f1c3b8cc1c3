import { useState } from "react";
import { writeDay } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import {
  Await,
  Button,
  Chip,
  CopyValue,
  DoorNote,
  Empty,
  Facts,
  Page,
  ProblemMessage,
  Row,
  Stack,
  Text,
  toast,
} from "../../../web/ui/index.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { ProfileTabs } from "../../accounts/screens/ProfileTabs.tsx";
import { locations as en } from "../words/en.ts";
import { locations as fr } from "../words/fr.ts";
import { LocationForm } from "./LocationForm.tsx";

const words = { fr, en };
export type LocationsView = Result<"company.locations">;
export type LocationRow = LocationsView["items"][number];

/** « Localisations d’entreprise »: where the company works, each place with its own ID. */
export default function Locations() {
  const t = useWords(words);
  const account = useAccount();
  const first = useRead("company.locations", { accountId: account.id, limit: 1 });
  const locations = usePages("company.locations", { accountId: account.id });
  const [open, show] = useAsked("open");
  const [adding, add] = useAsked("add");
  const [editing, edit] = useState<LocationRow | null>(null);

  return (
    <Page title={t("title")} answer={t("answer")}>
      <ProfileTabs />
      <Await of={first} rows={6}>
        {(view) => (
          <Stack>
            <Row between>
              <Text tone="secondary">{t("mainText")}</Text>
              <Button icon="plus" door={view.moves.add} note={{ at: "add-location" }} onPress={() => add("yes")}>
                {t("add")}
              </Button>
            </Row>
            <DoorNote id="add-location" door={view.moves.add} />
            <Await of={locations} rows={4}>
              {(rows) => (
                <>
                  <Table
                    caption={t("caption")}
                    rows={rows}
                    rowKey={(row) => row.id}
                    name={(row) => row.name}
                    open={open}
                    onOpen={show}
                    expand={(row) => <Details of={row} onEdit={() => edit(row)} />}
                    empty={<Empty title={t("none")}>{t("noneText")}</Empty>}
                    columns={[
                      {
                        key: "name",
                        title: t("name"),
                        head: true,
                        cell: (row) => (
                          <>
                            {row.name} {row.main ? <Chip>{t("main")}</Chip> : null}
                          </>
                        ),
                      },
                      { key: "city", title: t("city"), cell: (row) => `${row.city}, ${row.countryName}` },
                      {
                        key: "id",
                        title: t("id"),
                        cell: (row) => <CopyValue value={row.partnerId} label={t("copyId", { name: row.name })} />,
                      },
                    ]}
                  />
                  <LoadMore shown={rows.length} {...locations} />
                </>
              )}
            </Await>
            {adding && view.moves.add.open && !editing ? <LocationForm view={view} onClose={() => add(undefined)} /> : null}
            {editing ? <LocationForm key={editing.id} view={view} of={editing} onClose={() => edit(null)} /> : null}
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function Details({ of, onEdit }: { of: LocationRow; onEdit: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const main = useAct("company.makeMain", { onDone: () => toast({ text: t("madeMain", { name: of.name }) }) });
  const lines = [of.addressLine1, of.addressLine2, `${of.postalCode} ${of.city}`, of.countryName].filter(Boolean);
  return (
    <Stack>
      <Facts
        wide
        items={[
          { name: t("legalEntity"), value: of.legalEntity },
          { name: t("address"), value: lines.map((line) => <div key={line}>{line}</div>) },
          {
            name: t("contact"),
            value: `${of.contactGivenName} ${of.contactFamilyName}`,
            hint: (
              <>
                <div>{of.contactEmail}</div>
                <div className="num">{of.contactPhone}</div>
              </>
            ),
          },
        ]}
      />
      <ProblemMessage problem={main.problem} />
      <Row top>
        <Button size="small" icon="pen" door={of.moves.edit} onPress={onEdit}>
          {t("edit")}
        </Button>
        {of.main ? null : (
          <Button
            size="small"
            door={of.moves.makeMain}
            working={main.working}
            onPress={() => void main.act({ accountId: account.id, locationId: of.id })}
          >
            {t("makeMain")}
          </Button>
        )}
        <Button size="small" door={of.moves.remove}>
          {t("remove")}
        </Button>
      </Row>
      <Text tone="meta" small>
        {t("addedOn", { day: writeDay(of.addedOn, lang) })}
      </Text>
    </Stack>
  );
}
