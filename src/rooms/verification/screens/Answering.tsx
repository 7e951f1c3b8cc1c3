import { lazy, Suspense, useState } from "react";
import { Button, Card, DoorNote, Grid, ProblemMessage, Row, Section, Skeleton, Stack, Text, toast } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import { useCaseActs } from "./caseActs.ts";
import { Documents } from "./Documents.tsx";
import type { Check, Status } from "./status.ts";

const words = { fr, en };
const Correction = lazy(() => import("./Correction.tsx"));

/** The ways to pass a rejected check, or one for which something was asked: correct what was declared, or send a document. */
export function Answering({ of, status }: { of: Check; status: Status }) {
  const t = useWords(words);
  const remedies = of.ruled?.remedies ?? [];
  const ways = [
    ...(remedies.includes("correct") || of.check === "email" ? ["correct" as const] : []),
    ...(of.evidence ? ["document" as const] : []),
  ];

  return (
    <Section title={ways.length > 1 ? t("eitherWay") : t("oneWay")} level={3}>
      <Grid columns={2}>
        {ways.map((way) =>
          way === "correct" ? <Correct key={way} of={of} status={status} /> : <Send key={way} of={of} status={status} />,
        )}
      </Grid>
    </Section>
  );
}

function Correct({ of, status }: { of: Check; status: Status }) {
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  const { correct } = status.moves;
  return (
    <Card title={t("correct")} level={3}>
      <Stack>
        <p>{t("correctHint")}</p>
        {open ? (
          <Suspense fallback={<Skeleton rows={4} />}>
            <Correction check={of.check} note={<Consequence status={status} of={of} />} onClose={() => setOpen(false)} />
          </Suspense>
        ) : (
          <Stack gap="tight">
            <div>
              <Button icon="pen" door={correct} note={{ at: `correct-${of.check}` }} onPress={() => setOpen(true)}>
                {t("correctOpen")}
              </Button>
            </div>
            <DoorNote id={`correct-${of.check}`} door={correct} />
          </Stack>
        )}
      </Stack>
    </Card>
  );
}

function Send({ of, status }: { of: Check; status: Status }) {
  const t = useWords(words);
  const { send } = useCaseActs();
  const { resubmit } = status.moves;
  return (
    <Card title={t("document")} level={3}>
      <Stack>
        <Documents of={of} status={status} />
        <ProblemMessage problem={send.problem} />
        <Row>
          <Button
            kind="primary"
            door={resubmit}
            note={{ at: `send-${of.check}` }}
            working={send.working}
            onPress={async () => {
              if (await send.act()) toast({ text: t("sent") });
            }}
          >
            {t("send")}
          </Button>
          {resubmit.open ? <Consequence status={status} of={of} /> : null}
        </Row>
        <DoorNote id={`send-${of.check}`} door={resubmit} />
      </Stack>
    </Card>
  );
}

/** What sending costs, beside the button. */
function Consequence({ of, status }: { of: Check; status: Status }) {
  const t = useWords(words);
  return (
    <Text tone="secondary" small>
      {of.state === "rejected" && status.tries.nextOne ? t("usesTry") : t("usesNone")}
    </Text>
  );
}
