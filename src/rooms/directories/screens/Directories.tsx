import { useState } from "react";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked, useGo } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Button, Chip, CopyValue, DoorNote, LinkButton, Page, Row, Stack, StatusBadge, Text, toast } from "../../../web/ui/index.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { ProviderDrawer } from "./ProviderDrawer.tsx";
import { tenants } from "./words.ts";

export type Tenants = Result<"directories.list">;
export type Tenant = Tenants["items"][number];

/** « Locataires »: which directories' people sign in to the account, and how. */
export default function Directories() {
  const t = useWords(tenants);
  const go = useGo();
  const account = useAccount();
  const first = useRead("directories.list", { accountId: account.id, limit: 1 });
  const pages = usePages("directories.list", { accountId: account.id });
  const [configured, configure] = useAsked("configure");
  const [removing, remove] = useState<Tenant | undefined>(undefined);

  return (
    <Page title={t("title")} answer={t("answer")} crumbs={[{ label: t("settings"), to: "~/settings/profile" }]}>
      <Await of={first} rows={4}>
        {(reply) => (
          <Stack>
            <Row>
              <Button
                icon="plus"
                door={reply.moves.associate}
                note={{ at: "associate" }}
                onPress={() => go("~/settings/directories/associate")}
              >
                {t("associate")}
              </Button>
              <LinkButton kind="quiet" to="~/settings/join-requests">
                {t("requests")}
              </LinkButton>
            </Row>
            <DoorNote id="associate" door={reply.moves.associate} />
            <Await of={pages} rows={3}>
              {(rows) => {
                const open = rows.find(({ id }) => id === configured);
                return (
                  <>
                    <TenantTable rows={rows} current={configured} onConfigure={(tenant) => configure(tenant.id)} onRemove={remove} />
                    <LoadMore shown={rows.length} total={undefined} more={pages.more} onMore={pages.onMore} working={pages.working} />
                    {open?.moves.configure.open ? (
                      <ProviderDrawer key={open.id} tenant={open} of={reply} onClose={() => configure(undefined)} />
                    ) : null}
                  </>
                );
              }}
            </Await>
          </Stack>
        )}
      </Await>
      {removing ? <Removing tenant={removing} onClose={() => remove(undefined)} /> : null}
    </Page>
  );
}

type TableProps = {
  rows: readonly Tenant[];
  current: string | undefined;
  onConfigure: (tenant: Tenant) => void;
  onRemove: (tenant: Tenant) => void;
};

function TenantTable({ rows, current, onConfigure, onRemove }: TableProps) {
  const t = useWords(tenants);
  return (
    <Table
      caption={t("caption")}
      rows={rows}
      rowKey={({ id }) => id}
      name={({ domain }) => domain}
      current={current}
      columns={[
        {
          key: "domain",
          title: t("domain"),
          head: true,
          cell: ({ domain, primary, yours }) => (
            <Row gap="tight">
              <span>{domain}</span>
              {primary ? <Chip>{t("primary")}</Chip> : null}
              {yours ? <Chip>{t("yours")}</Chip> : null}
            </Row>
          ),
        },
        {
          key: "kind",
          title: t("kind"),
          cell: ({ domain, proven, provider, signInAddress }) => (
            <Stack gap="tight">
              <span>{provider === null ? t("builtIn") : t("provider", { host: new URL(provider.issuer).host })}</span>
              {signInAddress === null || proven ? null : (
                <Text tone="secondary" small>
                  {t("addressHint")} <CopyValue value={signInAddress} label={t("copyAddress", { domain })} />
                </Text>
              )}
            </Stack>
          ),
        },
        { key: "people", title: t("people"), numeric: true, cell: ({ people }) => people },
        {
          key: "status",
          title: t("status"),
          bare: true,
          cell: ({ proven }) => <StatusBadge look={proven ? "active" : "notStarted"}>{t(proven ? "proven" : "unproven")}</StatusBadge>,
        },
        {
          key: "acts",
          title: t("acts"),
          hideTitle: true,
          cell: (tenant) => {
            const { id, domain, moves } = tenant;
            return (
              <Stack gap="tight">
                <Row gap="tight">
                  <Button
                    size="small"
                    label={t("configureOf", { domain })}
                    door={moves.configure}
                    note={{ at: `c-${id}` }}
                    onPress={() => onConfigure(tenant)}
                  >
                    {t("configure")}
                  </Button>
                  <Button
                    size="small"
                    kind="danger"
                    label={t("removeOf", { domain })}
                    door={moves.remove}
                    note={{ at: `r-${id}` }}
                    onPress={() => onRemove(tenant)}
                  >
                    {t("remove")}
                  </Button>
                </Row>
                <DoorNote id={`r-${id}`} door={moves.remove} />
              </Stack>
            );
          },
        },
      ]}
    />
  );
}

function Removing({ tenant, onClose }: { tenant: Tenant; onClose: () => void }) {
  const t = useWords(tenants);
  const account = useAccount();
  const { id: directoryId, domain, people } = tenant;
  const remove = useAct("directories.remove", {
    onDone: (reply) => {
      onClose();
      toast({ text: t("removed", { domain, count: reply.people }) });
    },
  });
  return (
    <ConfirmDialog
      title={t("removeAsk", { domain })}
      act={t("remove")}
      keep={t("removeKeep")}
      danger
      working={remove.working}
      problem={remove.problem}
      onAct={() => remove.act({ accountId: account.id, directoryId })}
      onKeep={onClose}
    >
      {t("removeText", { count: people })}
    </ConfirmDialog>
  );
}
