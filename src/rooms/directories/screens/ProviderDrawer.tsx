import { useState } from "react";
import type { Input } from "../../../web/api.ts";
import { useAct } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, SelectField, TextField, useForm } from "../../../web/ui/form.ts";
import { Button, Checks, ProblemMessage, Row, Section, Stack, toast } from "../../../web/ui/index.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { useWords } from "../../../web/words.ts";
import type { Tenant, Tenants } from "./Directories.tsx";
import { noProvider, ProviderFields } from "./ProviderFields.tsx";
import { TakeAway } from "./TakeAway.tsx";
import { tenants } from "./words.ts";

type Line = { readonly key: number; readonly group: string; readonly role: string };
type GroupRoles = NonNullable<Input<"directories.setProvider">["body"]["groupRoles"]>;

const linesOf = ({ provider }: Tenant): Line[] =>
  (provider?.groupRoles ?? []).flatMap(({ group, roles }) => roles.map((role) => ({ group, role }))).map((line, key) => ({ key, ...line }));

/** Several lines of one group are one group with several roles. */
const mappingOf = (lines: readonly Line[]): GroupRoles => {
  const groups = new Map<string, string[]>();
  for (const { group, role } of lines)
    if (group.trim() !== "" && role !== "") groups.set(group.trim(), [...(groups.get(group.trim()) ?? []), role]);
  return [...groups].map(([group, roles]) => ({ group, roles: [...new Set(roles)] })) as GroupRoles;
};

/** How one directory's people sign in, and what their groups give them. */
export function ProviderDrawer({ tenant, of, onClose }: { tenant: Tenant; of: Tenants; onClose: () => void }) {
  const t = useWords(tenants);
  const account = useAccount();
  const { id: directoryId, domain, provider } = tenant;
  const at = { accountId: account.id, directoryId };
  const [lines, setLines] = useState(() => linesOf(tenant));
  const test = useAct("directories.testProvider", { invalidates: [] });
  const save = useAct("directories.setProvider", {
    onDone: () => {
      onClose();
      toast({ text: t("saved", { domain }) });
    },
  });
  const { issuer = "", clientId = "", groupsClaim = "groups" } = provider ?? {};
  const form = useForm({ initial: { ...noProvider, issuer, clientId, groupsClaim }, problem: save.problem ?? test.problem });
  const typed = () => ({ ...form.values, clientSecret: form.values.clientSecret === "" ? undefined : form.values.clientSecret });

  return (
    <Drawer title={t("formTitle", { domain })} onClose={onClose}>
      <Form
        form={form}
        label={t("formTitle", { domain })}
        onSend={() => save.act({ ...at, body: { ...typed(), groupRoles: mappingOf(lines) } })}
      >
        <p>{t("formWhat", { domain })}</p>
        <ProviderFields form={form} callback={of.callback} kept={provider !== null} />
        <Stack gap="tight">
          <Row>
            <Button working={test.working} onPress={() => test.act({ ...at, body: typed() })}>
              {t("test")}
            </Button>
          </Row>
          <div role="status">
            {test.done ? (
              <Section title={t("tested")} level={3}>
                <Checks items={test.done.checks.map(({ ok, label, text }) => ({ met: ok, text: label, hint: text ?? undefined }))} />
              </Section>
            ) : null}
          </div>
          {form.problem?.errors.length === 0 ? <ProblemMessage problem={test.problem} /> : null}
        </Stack>
        <Mapping lines={lines} choices={of.choices} onChange={setLines} />
        <FormFoot form={form} send={t("save")} working={save.working} />
      </Form>
      {provider === null ? null : <TakeAway tenant={{ ...tenant, provider }} onDone={onClose} />}
    </Drawer>
  );
}

function Mapping({ lines, choices, onChange }: { lines: readonly Line[]; choices: Tenants["choices"]; onChange: (lines: Line[]) => void }) {
  const t = useWords(tenants);
  const change = (key: number, part: Partial<Line>) => onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const add = () => onChange([...lines, { key: Math.max(-1, ...lines.map(({ key }) => key)) + 1, group: "", role: "" }]);
  return (
    <Fields title={t("mapping")} hint={t("mappingHint")}>
      {lines.map(({ key, group, role }) => (
        <Row key={key} gap="tight">
          <TextField label={t("group")} autoComplete="off" value={group} onChange={(value) => change(key, { group: value })} />
          <SelectField
            label={t("role")}
            empty=""
            options={choices.map((choice) => ({ value: choice.role as string, label: choice.label }))}
            value={role}
            onChange={(value) => change(key, { role: value })}
          />
          <Button
            kind="quiet"
            icon="cross"
            label={t("removeGroup", { group })}
            onPress={() => onChange(lines.filter((line) => line.key !== key))}
          >
            {""}
          </Button>
        </Row>
      ))}
      <Row>
        <Button size="small" icon="plus" onPress={add}>
          {t("addGroup")}
        </Button>
      </Row>
    </Fields>
  );
}
