import { useState } from "react";
import { writeDay, writeList } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { CheckField, Fields, Form, FormFoot, useForm } from "../../../web/ui/form.ts";
import { Avatar, Await, Button, Message, Section, Stack, toast } from "../../../web/ui/index.ts";
import { ConfirmDialog, Drawer } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { FactorAgain, otherThanStale } from "../../people/screens/FactorAgain.tsx";
import { users as en } from "../words/screens.en.ts";
import { users as fr } from "../words/screens.fr.ts";
import { OneTimePassword } from "./OneTimePassword.tsx";
import styles from "./Users.module.css";

const words = { fr, en };
type User = Result<"accounts.user">;

/** One person beside the list: roles with « Mettre à jour », access, password. */
export function UserDrawer({ userId, onClose }: { userId: string; onClose: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const user = useRead("accounts.user", { accountId: account.id, userId });
  const reset = useAct("accounts.resetPassword");
  const { data } = user;

  return (
    <Drawer
      title={data?.name ?? t("user")}
      sub={data ? t("since", { day: writeDay(data.since, lang) }) : undefined}
      before={data ? <Avatar name={data.name} size={36} me={data.you} /> : undefined}
      onClose={onClose}
    >
      {reset.done ? (
        <OneTimePassword of={reset.done} onDone={reset.reset} />
      ) : (
        <Await of={user} rows={8}>
          {(reply) => (
            <Stack>
              <Roles key={reply.roles.join()} of={reply} />
              <Access of={reply} reset={reset} />
            </Stack>
          )}
        </Await>
      )}
    </Drawer>
  );
}

function Roles({ of }: { of: User }) {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const update = useAct("accounts.setRoles", { onDone: () => toast({ text: t("updated", { name: of.name }) }) });
  const [give] = useAsked("give");
  // The mail of a request leads here with the role ticked; it is for this person only, and given by pressing « Mettre à jour ».
  const asked = of.choices.find(({ role, held, mayChange }) => !held && mayChange && give === `${of.userId}.${role}`);
  const form = useForm({ initial: { roles: [...of.roles, ...(asked ? [asked.role] : [])] as readonly string[] }, problem: update.problem });
  const { roles } = form.values;
  const tick = (role: string, held: boolean) => form.set({ roles: held ? [...roles, role] : roles.filter((one) => one !== role) });
  const chosen = of.choices.map(({ role }) => role).filter((role) => roles.includes(role));

  return (
    <Form form={form} label={t("choices")} onSend={() => update.act({ accountId: account.id, userId: of.userId, body: { roles: chosen } })}>
      {asked ? <Message tone="you">{t("asksFor", { name: of.name, role: asked.label })}</Message> : null}
      <Fields title={t("choices")}>
        {of.choices.map((one) => (
          <CheckField
            key={one.role}
            label={one.label}
            hint={[
              one.does,
              one.mayChange ? "" : t("notYours", { roles: writeList(one.givenBy, lang) }),
              one.fromGroup === null ? "" : t("fromGroup", { group: one.fromGroup }),
            ]
              .filter(Boolean)
              .join(" ")}
            closed={!one.mayChange || !of.moves.setRoles.open}
            value={roles.includes(one.role)}
            onChange={(held) => tick(one.role, held)}
          />
        ))}
      </Fields>
      <FormFoot form={form} send={t("update")} working={update.working} door={of.moves.setRoles} note={t("updateNote")} />
    </Form>
  );
}

type Reset = ReturnType<typeof useAct<"accounts.resetPassword">>;

function Access({ of, reset }: { of: User; reset: Reset }) {
  const t = useWords(words);
  const account = useAccount();
  const at = { accountId: account.id, userId: of.userId };
  const [asking, ask] = useState<"reset" | "factor" | "deactivate" | undefined>(undefined);
  const leave = () => ask(undefined);
  const deactivate = useAct("accounts.deactivateUser", {
    onDone: () => {
      leave();
      toast({ text: t("deactivated", { name: of.name }) });
    },
  });
  const factor = useAct("accounts.resetFactor", {
    onDone: () => {
      leave();
      toast({ text: t("factorDone", { name: of.name }) });
    },
  });
  const reactivate = useAct("accounts.reactivateUser", { onDone: () => toast({ text: t("reactivated", { name: of.name }) }) });

  return (
    <Section title={t("access")} level={3}>
      <div className={styles.acts}>
        {of.state === "deactivated" ? (
          <div className={styles.act}>
            <p>{t("reactivateText")}</p>
            <Button door={of.moves.reactivate} working={reactivate.working} onPress={() => reactivate.act(at)}>
              {t("reactivate")}
            </Button>
          </div>
        ) : (
          <>
            <div className={styles.act}>
              <p>{t("resetText")}</p>
              <Button icon="key" door={of.moves.resetPassword} onPress={() => ask("reset")}>
                {t("reset")}
              </Button>
            </div>
            <div className={styles.act}>
              <p>{t("factorText")}</p>
              <Button icon="shield" door={of.moves.resetFactor} onPress={() => ask("factor")}>
                {t("factor")}
              </Button>
            </div>
            <div className={styles.act}>
              <p>{t("deactivateText")}</p>
              <Button kind="danger" door={of.moves.deactivate} onPress={() => ask("deactivate")}>
                {t("deactivate")}
              </Button>
            </div>
          </>
        )}
      </div>
      {asking === "reset" ? (
        <ConfirmDialog
          title={t("resetAsk", { name: of.name })}
          act={t("resetAct")}
          keep={t("resetKeep")}
          working={reset.working}
          problem={reset.problem}
          onAct={() => reset.act(at)}
          onKeep={leave}
        >
          {t("resetText")}
        </ConfirmDialog>
      ) : null}
      {asking === "factor" ? (
        <ConfirmDialog
          title={t("factorAsk", { name: of.name })}
          act={t("factor")}
          keep={t("factorKeep")}
          danger
          working={factor.working}
          problem={otherThanStale(factor.problem)}
          onAct={() => factor.act(at)}
          onKeep={leave}
        >
          {t("factorText")}
        </ConfirmDialog>
      ) : null}
      <FactorAgain of={factor} again={() => factor.act(at)} />
      {asking === "deactivate" ? (
        <ConfirmDialog
          title={t("deactivateAsk", { name: of.name })}
          act={t("deactivate")}
          keep={t("deactivateKeep")}
          danger
          working={deactivate.working}
          problem={deactivate.problem}
          onAct={() => deactivate.act(at)}
          onKeep={leave}
        >
          {t("deactivateText")}
        </ConfirmDialog>
      ) : null}
    </Section>
  );
}
