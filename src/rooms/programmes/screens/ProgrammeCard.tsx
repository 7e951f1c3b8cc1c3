import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { writeDay, writeList } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useAct } from "../../../web/api.ts";
import { programmePath } from "../../../web/entries.ts";
import { shellKey, useAccount } from "../../../web/shell.ts";
import {
  Button,
  Card,
  Checks,
  Link,
  LinkButton,
  Message,
  ProblemMessage,
  Row,
  Stack,
  StatusBadge,
  Text,
  toast,
} from "../../../web/ui/index.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { screens as en } from "../words/screens.en.ts";
import { screens as fr } from "../words/screens.fr.ts";
import { looks } from "./states.ts";

const words = { fr, en };
export type CardView = Result<"programmes.list">["items"][number];

/** One programme: what it is, what it asks for, how the company stands in it, and the next step. */
export function ProgrammeCard({ of, whole = false }: { of: CardView; whole?: boolean }) {
  const t = useWords(words);
  const account = useAccount();
  const again = useShellAgain();
  const enrol = useAct("programmes.enrol", { onDone: ({ state }) => again(t(`done.${state as "active"}`, { programme: of.name })) });
  const [leaving, leave] = useState(false);
  const under = of.state !== "notEnrolled" && of.state !== "left" && of.state !== "rejected";
  // The network is joined by enrolling the company and left by asking support: neither is a button here.
  const joins = of.kind !== "network";

  return (
    <Card
      id={of.id}
      title={whole ? t("stands") : of.fullName}
      mark={<StatusBadge look={looks[of.state]}>{t(`state.${of.state}`)}</StatusBadge>}
      foot={
        <Row between>
          <Row gap="tight">
            {joins && !under ? (
              <Button
                kind={whole ? "primary" : "outline"}
                door={of.moves.enrol}
                working={enrol.working}
                label={t("enrolIn", { programme: of.fullName })}
                onPress={() => void enrol.act({ accountId: account.id, body: { programme: of.id } })}
              >
                {t(of.state === "notEnrolled" ? "enrol" : "enrolAgain")}
              </Button>
            ) : null}
            {joins && under ? (
              <Button door={of.moves.leave} label={t("leaveOf", { programme: of.fullName })} onPress={() => leave(true)}>
                {t(of.state === "active" || of.state === "suspended" ? "leave" : "withdraw")}
              </Button>
            ) : null}
            {whole ? null : <Link to={`~${programmePath(of)}`}>{t("open", { programme: of.name })}</Link>}
          </Row>
          <Text tone="secondary" small>
            {t(`brings.${of.settings}`)}
          </Text>
        </Row>
      }
    >
      <Stack>
        <p>{of.summary}</p>
        <Standing of={of} />
        <Checks items={of.requirements.map(({ state, text, why }) => ({ met: state === "met", text, hint: why }))} />
        <Agreement of={of} />
        <ProblemMessage problem={enrol.problem} />
      </Stack>
      {leaving ? <Leaving of={of} onClose={() => leave(false)} /> : null}
    </Card>
  );
}

/** What follows from the state: whose turn it is, or why it ended. */
function Standing({ of }: { of: CardView }) {
  const t = useWords(words);
  if (of.state === "applying" || of.state === "pendingVerification") return <Message tone="wait">{t(`turn.${of.state}`)}</Message>;
  if (of.state === "qualified" && of.kind !== "network") return <Message tone="you">{t("turn.qualified")}</Message>;
  if (of.state === "rejected" || of.state === "suspended") {
    return (
      <Message tone="no" title={t(`turn.${of.state}`)}>
        {of.reason ? t("reason", { reason: of.reason }) : null}
      </Message>
    );
  }
  return null;
}

/** The agreement: accepted when and by whom; else the way to it, for those who may sign, and their names for everybody else. */
function Agreement({ of }: { of: CardView }) {
  const t = useWords(words);
  const lang = useLang();
  const { agreement } = of;
  if (agreement.signed) {
    return (
      <p>
        <Link to={agreement.signed.page}>{agreement.title}</Link>{" "}
        <Text tone="secondary" small>
          {t("signed", { version: agreement.version, day: writeDay(agreement.signed.on, lang), name: agreement.signed.by })}
        </Text>
      </p>
    );
  }
  const title = t("agreement", { title: agreement.title, version: agreement.version });
  if (!agreement.sign.open) {
    return (
      <Text tone="secondary" small>
        {title} {agreement.signers.length > 0 ? t("signers", { names: writeList(agreement.signers, lang) }) : t("noSigner")}
      </Text>
    );
  }
  if (of.state !== "qualified") {
    return (
      <Text tone="secondary" small>
        {title} {t(`reference.${agreement.referenceLanguage}`)}
      </Text>
    );
  }
  return (
    <Row>
      <LinkButton kind="primary" to={`~/agreements/accept/${agreement.id}`}>
        {t("accept")}
      </LinkButton>
      <Text tone="secondary" small>
        {title} {t(`reference.${agreement.referenceLanguage}`)}
      </Text>
    </Row>
  );
}

/** Leaving says first what ends, and what stays. */
function Leaving({ of, onClose }: { of: CardView; onClose: () => void }) {
  const t = useWords(words);
  const account = useAccount();
  const again = useShellAgain();
  const leave = useAct("programmes.leave", {
    onDone: () => {
      onClose();
      again(t("done.left", { programme: of.name }));
    },
  });
  const withdraws = of.state !== "active" && of.state !== "suspended";
  return (
    <ConfirmDialog
      title={t(withdraws ? "withdrawTitle" : "leaveTitle", { programme: of.fullName })}
      act={t(withdraws ? "withdraw" : "leave")}
      keep={t("keep")}
      danger
      working={leave.working}
      problem={leave.problem}
      onKeep={onClose}
      onAct={() => void leave.act({ accountId: account.id, programmeId: of.id })}
    >
      <p>{t(withdraws ? "withdrawText" : "leaveText")}</p>
      {of.leaving.settingsEntry ? <p>{t(`leaveEntry.${of.settings}`)}</p> : null}
      {of.leaving.applications ? <p>{t("leaveApplications")}</p> : null}
    </ConfirmDialog>
  );
}

/** Says what was done, and reads the menus again: they follow the enrolments. */
function useShellAgain(): (text: string) => void {
  const queries = useQueryClient();
  return (text) => {
    void queries.invalidateQueries({ queryKey: shellKey });
    toast({ text });
  };
}
