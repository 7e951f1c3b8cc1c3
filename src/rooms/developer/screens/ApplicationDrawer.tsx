import { useState } from "react";
import { writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { Form, FormFoot, SelectField, TextField, useForm } from "../../../web/ui/form.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import { Await, Button, CopyValue, Facts, Message, Section, Stack, StatusBadge, Text, toast } from "../../../web/ui/index.ts";
import { ConfirmDialog, Drawer } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/screens.en.ts";
import { screens as fr } from "../words/screens.fr.ts";

const words = { fr, en };
type ApplicationView = Result<"developer.application">;
type Token = ApplicationView["tokens"][number];
const looks = { alive: "active", expired: "expired", revoked: "cancelled" } as const satisfies Record<Token["state"], StatusLook>;

/** One application: what it is for, its tokens with what each was last used for, and its end. */
export function ApplicationDrawer({ applicationId, onClose }: { applicationId: string; onClose: () => void }) {
  const t = useWords(words);
  const account = useAccount();
  const place = { accountId: account.id, applicationId };
  const application = useRead("developer.application", place);
  const { data } = application;
  const [retiring, ask] = useState(false);
  const retire = useAct("developer.retire", {
    onDone: ({ name }) => {
      ask(false);
      toast({ text: t("retired", { name }) });
    },
  });

  return (
    <Drawer
      title={data?.name ?? t("application")}
      sub={data ? <StatusBadge look={data.state === "active" ? "active" : "off"}>{t(`state.${data.state}`)}</StatusBadge> : undefined}
      onClose={onClose}
    >
      <Await of={application} rows={6}>
        {(of) => (
          <Stack>
            <Facts
              items={[
                { name: t("uses"), value: of.uses.map((use) => t(`use.${use}`)).join(", ") },
                { name: t("role"), value: of.roleLabel },
                { name: t("createdBy"), value: of.createdBy },
              ]}
            />
            <Section title={t("tokens")} level={3}>
              <NewToken place={place} of={of} />
              <Tokens place={place} of={of} />
            </Section>
            <div>
              <Button kind="danger" size="small" door={of.moves.retire} onPress={() => ask(true)}>
                {t("retire")}
              </Button>
            </div>
            {retiring ? (
              <ConfirmDialog
                title={t("retireTitle", { name: of.name })}
                act={t("retire")}
                keep={t("keep")}
                danger
                working={retire.working}
                problem={retire.problem}
                onKeep={() => ask(false)}
                onAct={() => void retire.act(place)}
              >
                <p>{t("retireText")}</p>
              </ConfirmDialog>
            ) : null}
          </Stack>
        )}
      </Await>
    </Drawer>
  );
}

type Place = { accountId: string; applicationId: string };

/** A token is asked for with its name and its life, then shown once. */
function NewToken({ place, of }: { place: Place; of: ApplicationView }) {
  const t = useWords(words);
  const create = useAct("developer.createToken");
  const form = useForm({ initial: { label: "", days: "90" }, problem: create.problem });
  if (create.done) {
    return (
      <Stack>
        <Message tone="you" live title={t("shownOnce")}>
          {t("shownOnceWhy")}
        </Message>
        <CopyValue value={create.done.token} label={t("copyToken")} />
        <div>
          <Button
            onPress={() => {
              create.reset();
              form.set({ label: "" });
            }}
          >
            {t("kept")}
          </Button>
        </div>
      </Stack>
    );
  }
  if (!of.moves.createToken.open) return <Button door={of.moves.createToken}>{t("createToken")}</Button>;
  return (
    <Form
      form={form}
      label={t("createToken")}
      onSend={({ label, days }) => void create.act({ ...place, body: { label, days: Number(days) } })}
    >
      <TextField label={t("tokenLabel")} hint={t("tokenLabelHint")} {...form.bind("label")} />
      <SelectField
        label={t("tokenLife")}
        options={["30", "90", "180", "365"].map((value) => ({ value, label: t("days", { count: Number(value) }) }))}
        {...form.bind("days")}
      />
      <FormFoot form={form} working={create.working} send={t("createToken")} />
    </Form>
  );
}

function Tokens({ place, of }: { place: Place; of: ApplicationView }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const revoke = useAct("developer.revokeToken", { onDone: ({ ending }) => toast({ text: t("revoked", { ending }) }) });
  const [revoking, ask] = useState<Token | null>(null);
  const at = (instant: string) => writeInstant(instant, lang, timeZone);
  if (of.tokens.length === 0) return <Text tone="secondary">{t("noTokens")}</Text>;
  return (
    <>
      <Facts
        items={of.tokens.map((token) => ({
          name: token.label,
          value: (
            <>
              <Text code>…{token.ending}</Text> <StatusBadge look={looks[token.state]}>{t(`token.${token.state}`)}</StatusBadge>
            </>
          ),
          hint: (
            <>
              <div>{t("until", { at: at(token.expiresAt) })}</div>
              <div>{token.usedAt === null ? t("neverUsed") : t("used", { at: at(token.usedAt) })}</div>
            </>
          ),
          act:
            token.state === "alive" ? (
              <Button size="small" door={of.moves.revokeToken} label={t("revokeOf", { label: token.label })} onPress={() => ask(token)}>
                {t("revoke")}
              </Button>
            ) : undefined,
        }))}
      />
      {revoking ? (
        <ConfirmDialog
          title={t("revokeTitle", { label: revoking.label })}
          act={t("revoke")}
          keep={t("keep")}
          danger
          working={revoke.working}
          problem={revoke.problem}
          onKeep={() => ask(null)}
          onAct={() => void revoke.act({ ...place, tokenId: revoking.id }).then((done) => done && ask(null))}
        >
          <p>{t("revokeText")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
