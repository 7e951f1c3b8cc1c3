import { useState } from "react";
import { writeDay } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Await, Button, Card, CopyButton, Message, ProblemMessage, Row, Stack, Text, toast } from "../../../web/ui/index.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { FactorAgain, otherThanStale } from "./FactorAgain.tsx";
import { FactorPicture } from "./FactorPicture.tsx";
import { Passkeys } from "./Passkeys.tsx";
import styles from "./Security.module.css";
import { securityWords } from "./words.ts";

export type Factors = Result<"people.factors">;

/** Authenticator, passkeys, recovery codes. New codes are shown above them until they are put away. */
export function FactorCards({ of }: { of: Factors }) {
  const t = useWords(securityWords);
  const [codes, show] = useState<readonly string[] | null>(null);
  const count = of.passkeys.length + (of.authenticator ? 1 : 0);
  return (
    <Stack>
      {codes ? (
        <Card title={t("codesShown")} tone="you">
          <Stack>
            <p>{t("codesShownText")}</p>
            <ul className={`code ${styles.codes}`}>
              {codes.map((code) => (
                <li key={code}>{code}</li>
              ))}
            </ul>
            <Row>
              <CopyButton words value={codes.join("\n")} label={t("codesCopy")} />
              <Button onPress={() => show(null)}>{t("codesKept")}</Button>
            </Row>
          </Stack>
        </Card>
      ) : null}
      <Authenticator of={of} last={count === 1} onCodes={show} />
      <Passkeys of={of} last={count === 1} onCodes={show} />
      {count > 0 ? <RecoveryCodes left={of.recoveryCodes} onCodes={show} /> : null}
    </Stack>
  );
}

type Part = { readonly of: Factors; readonly last: boolean; readonly onCodes: (codes: readonly string[] | null) => void };

function Authenticator({ of, last, onCodes }: Part) {
  const t = useWords(securityWords);
  const lang = useLang();
  const [doing, go] = useState<"adding" | "removing" | undefined>(undefined);
  const remove = useAct("people.removeAuthenticator", {
    invalidates: ["people.factors"],
    onDone: () => {
      go(undefined);
      toast({ text: t("authenticatorRemoved") });
    },
  });
  const since = of.authenticator?.since;

  return (
    <Card
      title={t("authenticator")}
      aside={
        since !== undefined ? (
          <Button size="small" onPress={() => go("removing")}>
            {t("remove")}
          </Button>
        ) : doing === undefined ? (
          <Button size="small" onPress={() => go("adding")}>
            {t("setUp")}
          </Button>
        ) : null
      }
    >
      <Stack>
        <p>{since === undefined ? t("authenticatorNone") : t("authenticatorSince", { day: writeDay(since.slice(0, 10), lang) })}</p>
        {doing === "adding" && since === undefined ? (
          <AddAuthenticator
            onDone={(codes) => {
              go(undefined);
              onCodes(codes);
            }}
            onLeave={() => go(undefined)}
          />
        ) : null}
        {doing === "removing" ? (
          <ConfirmDialog
            title={t("removeAuthenticatorAsk")}
            act={t("remove")}
            keep={t("keep")}
            danger
            working={remove.working}
            problem={otherThanStale(remove.problem)}
            onAct={() => remove.act({})}
            onKeep={() => go(undefined)}
          >
            <p>{t("removeAuthenticatorText")}</p>
            {last ? <p>{t("removeLast")}</p> : null}
          </ConfirmDialog>
        ) : null}
        <FactorAgain of={remove} again={() => remove.act({})} />
      </Stack>
    </Card>
  );
}

function AddAuthenticator({ onDone, onLeave }: { onDone: (codes: readonly string[] | null) => void; onLeave: () => void }) {
  const t = useWords(securityWords);
  const offer = useRead("people.offerAuthenticator", {});
  const add = useAct("people.addAuthenticator", {
    invalidates: ["people.factors"],
    onDone: ({ recoveryCodes }) => {
      onDone(recoveryCodes);
      toast({ text: t("authenticatorDone") });
    },
  });
  const form = useForm({ initial: { code: "" }, problem: otherThanStale(add.problem) });
  return (
    <Await of={offer} rows={4}>
      {(reply) => (
        <Form form={form} label={t("authenticator")} onSend={(body) => add.act({ body })}>
          <FactorPicture of={reply} />
          <TextField
            label={t("code")}
            hint={t("codeHint")}
            code
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            {...form.bind("code")}
          />
          <FormFoot form={form} send={t("confirm")} working={add.working} before={<Button onPress={onLeave}>{t("cancel")}</Button>} />
          <FactorAgain of={add} again={() => add.act({ body: form.values })} />
        </Form>
      )}
    </Await>
  );
}

function RecoveryCodes({ left, onCodes }: { left: number; onCodes: Part["onCodes"] }) {
  const t = useWords(securityWords);
  const [asking, ask] = useState(false);
  const make = useAct("people.newRecoveryCodes", {
    invalidates: ["people.factors"],
    onDone: ({ recoveryCodes }) => {
      ask(false);
      onCodes(recoveryCodes);
    },
  });
  return (
    <Card
      title={t("codes")}
      aside={
        <Button size="small" onPress={() => ask(true)}>
          {t("codesNew")}
        </Button>
      }
    >
      <Stack gap="tight">
        <p>{t("codesText")}</p>
        {left <= 2 ? <Message tone="you">{left === 0 ? t("codesNone") : t("codesLeft", { count: left })}</Message> : null}
        {left > 2 ? <Text tone="secondary">{t("codesLeft", { count: left })}</Text> : null}
        {asking ? (
          <ConfirmDialog
            title={t("codesNewAsk")}
            act={t("codesNewAct")}
            keep={t("cancel")}
            working={make.working}
            problem={otherThanStale(make.problem)}
            onAct={() => make.act({})}
            onKeep={() => ask(false)}
          >
            {t("codesNewText")}
          </ConfirmDialog>
        ) : null}
        <FactorAgain of={make} again={() => make.act({})} />
        {asking ? null : <ProblemMessage problem={otherThanStale(make.problem)} />}
      </Stack>
    </Card>
  );
}
