import { useEffect } from "react";
import { useRead } from "../../../web/api.ts";
import { useEnter } from "../../../web/enter.ts";
import { useAsked } from "../../../web/here.ts";
import { LinkButton, Message, Page, ProblemMessage, Row, Skeleton, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { signing } from "./words.ts";

/** Where one lands after a provider: on the way to where one wanted to be, or before the reason why not. */
export default function Back() {
  const [attempt] = useAsked("attempt");
  const [broken] = useAsked("broken");
  if (broken !== undefined) return <Broken />;
  return attempt === undefined ? <Forward /> : <WhyNot attemptId={attempt} />;
}

/** Something broke on our side on the way back: there is no reason to read, but there is a way on. */
function Broken() {
  const t = useWords(signing);
  return (
    <Page title={t("backTitle")} answer={t("backAnswer")}>
      <Stack>
        <Message tone="no">{t("broken")}</Message>
        <WaysOn />
      </Stack>
    </Page>
  );
}

function WaysOn() {
  const t = useWords(signing);
  return (
    <Row>
      <LinkButton to="/sign-in/company">{t("again")}</LinkButton>
      <LinkButton kind="quiet" to="/sign-in">
        {t("withPassword")}
      </LinkButton>
    </Row>
  );
}

function Forward() {
  const [next] = useAsked("next");
  const enter = useEnter();
  // biome-ignore lint/correctness/useExhaustiveDependencies: one goes on once, on arriving.
  useEffect(() => void enter(next), []);
  return <Skeleton />;
}

/** Problems after which the earlier way of signing in is the way on. */
const heldBefore = new Set(["people.emailHeld"]);

function WhyNot({ attemptId }: { attemptId: string }) {
  const t = useWords(signing);
  const { problem } = useRead("directories.outcome", { attemptId });
  return (
    <Page title={t("backTitle")} answer={t("backAnswer")}>
      <Stack>
        {problem === null ? null : <ProblemMessage problem={problem} />}
        {problem !== null && heldBefore.has(problem.code) ? (
          <Row>
            <LinkButton kind="primary" to="/sign-in?next=/link-sign-in">
              {t("toLink")}
            </LinkButton>
          </Row>
        ) : null}
        <WaysOn />
      </Stack>
    </Page>
  );
}
