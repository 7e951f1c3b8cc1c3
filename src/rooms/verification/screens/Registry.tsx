import { writeDay } from "../../../kit/format.ts";
import { useAct } from "../../../web/api.ts";
import { Button, DoorNote, Message, OutLink, ProblemMessage, Row, Section, Stack, Text, toast } from "../../../web/ui/index.ts";
import { Compare } from "../../../web/ui/visual.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import type { CaseView } from "./deskCase.ts";
import { useTimeOf } from "./times.ts";

const words = { fr, en };

/** What the register of companies answered, or why it did not; without one, where to look by hand. */
export function Registry({ of }: { of: CaseView }) {
  const t = useWords(words);
  const lang = useLang();
  const timeOf = useTimeOf();
  const { registry } = of;
  const { last, search } = registry;
  const ask = useAct("verification.askRegistry", { onDone: () => toast({ text: t("registryAsked") }) });
  const verdicts = { same: t("registrySame"), differs: t("registryDiffers") };

  return (
    <Section title={t("registry")} level={3}>
      <Stack gap="tight">
        {registry.configured ? null : <p>{t("registryNobody")}</p>}
        {last?.state === "asked" ? <p>{t("registryAskedAt", { source: last.source, at: timeOf(last.askedAt) })}</p> : null}
        {last?.why ? (
          <Message tone="wait" title={t("registrySilentAt", { source: last.source, at: timeOf(last.askedAt) })}>
            {last.why} {t("registryByHand")}
          </Message>
        ) : null}
        {last?.match ? (
          <>
            <Compare
              caption={t("registry")}
              left={t("registryDeclared")}
              right={t("registryFound")}
              verdict={t("registryResult")}
              rows={last.match.lines.map((line) => ({
                name: line.label,
                left: line.declared,
                right: line.found,
                same: line.result === "same" ? true : line.result === "differs" ? false : null,
                verdict: line.result === "same" || line.result === "differs" ? verdicts[line.result] : t("registryAbsent"),
              }))}
            />
            {last.match.status === "dissolved" ? (
              <Message tone="no">{t("registryDissolved")}</Message>
            ) : (
              <p>{last.match.since ? t("registryActiveSince", { day: writeDay(last.match.since, lang, "long") }) : t("registryActive")}</p>
            )}
            <Text tone="secondary" small>
              {t("registryEvidence", { source: last.source, at: timeOf(last.answeredAt ?? last.askedAt) })}
            </Text>
          </>
        ) : null}
        <ProblemMessage problem={ask.problem} />
        <Row>
          {registry.configured ? (
            <Button
              size="small"
              door={registry.moves.ask}
              note={{ at: "ask-registry" }}
              working={ask.working}
              onPress={() => ask.act({ caseId: of.caseId })}
            >
              {t(last ? "registryAgain" : "registryAsk")}
            </Button>
          ) : null}
          {search ? <OutLink href={search}>{t("registrySearch")}</OutLink> : null}
        </Row>
        {registry.configured ? <DoorNote id="ask-registry" door={registry.moves.ask} /> : null}
      </Stack>
    </Section>
  );
}
