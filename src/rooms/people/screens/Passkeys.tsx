import { useState } from "react";
import { writeDay, writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct } from "../../../web/api.ts";
import { useShell } from "../../../web/shell.ts";
import { Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Button, Card, Message, Stack, Text, toast } from "../../../web/ui/index.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { FactorAgain, otherThanStale } from "./FactorAgain.tsx";
import type { Silence } from "./passkeyCalls.ts";
import styles from "./Security.module.css";
import { securityWords } from "./words.ts";

type Factors = Result<"people.factors">;
type Passkey = Factors["passkeys"][number];
type Props = { readonly of: Factors; readonly last: boolean; readonly onCodes: (codes: readonly string[] | null) => void };

/** The passkeys by name, with their last use; a new one, and the way out for each. */
export function Passkeys({ of, last, onCodes }: Props) {
  const t = useWords(securityWords);
  const [adding, add] = useState(false);
  const [leaving, leave] = useState<Passkey | undefined>(undefined);
  return (
    <Card
      title={t("passkeys")}
      aside={
        adding ? null : (
          <Button size="small" icon="plus" onPress={() => add(true)}>
            {t("passkeyAdd")}
          </Button>
        )
      }
    >
      <Stack>
        <p>{t("passkeysText")}</p>
        {adding ? (
          <AddPasskey
            onDone={(codes) => {
              add(false);
              if (codes) onCodes(codes);
            }}
            onLeave={() => add(false)}
          />
        ) : null}
        {of.passkeys.length > 0 ? (
          <ul className={styles.keys}>
            {of.passkeys.map((passkey) => (
              <Kept key={passkey.id} of={passkey} onRemove={() => leave(passkey)} />
            ))}
          </ul>
        ) : adding ? null : (
          <Text tone="secondary">{t("passkeysNone")}</Text>
        )}
        {leaving ? <Remove of={leaving} last={last} onLeave={() => leave(undefined)} /> : null}
      </Stack>
    </Card>
  );
}

function Kept({ of, onRemove }: { of: Passkey; onRemove: () => void }) {
  const t = useWords(securityWords);
  const lang = useLang();
  const { timeZone } = useShell();
  const used = of.lastUsedAt === null ? t("passkeyUnused") : t("passkeyUsed", { at: writeInstant(of.lastUsedAt, lang, timeZone) });
  return (
    <li className={styles.key}>
      <span>
        <b>{of.name}</b>
        <small>
          {t("passkeyAdded", { day: writeDay(of.addedAt.slice(0, 10), lang) })}, {used}
        </small>
      </span>
      <Button size="small" label={t("removePasskeyLabel", { name: of.name })} onPress={onRemove}>
        {t("remove")}
      </Button>
    </li>
  );
}

function AddPasskey({ onDone, onLeave }: { onDone: Props["onCodes"]; onLeave: () => void }) {
  const t = useWords(securityWords);
  const [silent, setSilent] = useState<Silence | "passkeyUnsupported" | null>(null);
  const offer = useAct("people.offerPasskey", { invalidates: [] });
  const add = useAct("people.addPasskey", {
    invalidates: ["people.factors"],
    onDone: ({ recoveryCodes }, { body }) => {
      onDone(recoveryCodes);
      toast({ text: t("passkeyDone", { name: body.name }) });
    },
  });
  const form = useForm({ initial: { name: "" }, problem: add.problem ?? otherThanStale(offer.problem) });

  const make = async ({ name }: { name: string }) => {
    const { browserSupportsWebAuthn, makePasskey } = await import("./passkeyCalls.ts");
    if (!browserSupportsWebAuthn()) return setSilent("passkeyUnsupported");
    setSilent(null);
    const asked = await offer.act({});
    if (!asked) return;
    const passkey = await makePasskey(asked.options);
    if (typeof passkey === "string") setSilent(passkey);
    else await add.act({ body: { name, passkey: passkey as never } });
  };

  return (
    <Form form={form} label={t("passkeyAdd")} onSend={make}>
      <TextField label={t("passkeyName")} hint={t("passkeyNameHint")} maxLength={60} autoComplete="off" {...form.bind("name")} />
      {silent ? <Message live>{t(silent)}</Message> : null}
      <FormFoot
        form={form}
        send={t("passkeyMake")}
        working={offer.working || add.working}
        before={<Button onPress={onLeave}>{t("cancel")}</Button>}
      />
      <FactorAgain of={offer} again={() => make(form.values)} />
    </Form>
  );
}

function Remove({ of, last, onLeave }: { of: Passkey; last: boolean; onLeave: () => void }) {
  const t = useWords(securityWords);
  const remove = useAct("people.removePasskey", {
    invalidates: ["people.factors"],
    onDone: () => {
      onLeave();
      toast({ text: t("passkeyRemoved", { name: of.name }) });
    },
  });
  const act = () => remove.act({ passkeyId: of.id });
  return (
    <>
      <ConfirmDialog
        title={t("removePasskeyAsk", { name: of.name })}
        act={t("remove")}
        keep={t("keep")}
        danger
        working={remove.working}
        problem={otherThanStale(remove.problem)}
        onAct={act}
        onKeep={onLeave}
      >
        <p>{t("removePasskeyText")}</p>
        {last ? <p>{t("removeLast")}</p> : null}
      </ConfirmDialog>
      <FactorAgain of={remove} again={act} />
    </>
  );
}
