import { useState } from "react";
import { writeInstant, writeList } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useAct, useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { useShell } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, SelectField, TextArea, useForm } from "../../../web/ui/form.ts";
import {
  Await,
  Button,
  Card,
  DoorNote,
  Grid,
  Link,
  Message,
  ProblemMessage,
  Row,
  Section,
  Stack,
  StatusBadge,
  Text,
  toast,
} from "../../../web/ui/index.ts";
import { OfficePage } from "../../../web/ui/office.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { desk as en } from "../words/desk.en.ts";
import { desk as fr } from "../words/desk.fr.ts";
import { looks } from "./Profiles.tsx";
import { PublicProfile } from "./PublicProfile.tsx";

const words = { fr, en };
type View = Result<"listings.review">;
type Saying = "reject" | "unpublish";

/** One profile before the desk: what is asked for beside what is online, the names that stand in it, the decision. */
export default function Review() {
  const t = useWords(words);
  const listingId = usePart("listingId");
  const found = useRead("listings.review", { listingId });
  return (
    <OfficePage title={found.data?.company ?? t("title")}>
      <Stack>
        <Link quiet to="/office/listings">
          {t("back")}
        </Link>
        <Await of={found} rows={8}>
          {(reply) => <Whole of={reply} />}
        </Await>
      </Stack>
    </OfficePage>
  );
}

function Whole({ of }: { of: View }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const [saying, say] = useState<Saying | null>(null);
  const approve = useAct("listings.approve", { onDone: () => toast({ text: t("approved") }) });
  const at = (instant: string) => writeInstant(instant, lang, timeZone);
  const { moves } = of;

  return (
    <Stack>
      <Row between>
        <Text tone="secondary">
          {t("about", { region: of.region, partnerId: of.partnerId })}{" "}
          {of.submittedBy && of.submittedAt ? t("sentBy", { name: of.submittedBy, at: at(of.submittedAt) }) : null}
        </Text>
        <StatusBadge look={looks[of.state.state]}>{of.state.label}</StatusBadge>
      </Row>
      {of.named.length > 0 ? (
        <Message tone="you">{t("named", { count: of.named.length, names: writeList(of.named, lang) })}</Message>
      ) : null}
      {of.decision ? (
        <Message tone={of.decision.rule ? "no" : "ok"} title={t("decidedBy", { name: of.decision.by, at: at(of.decision.at) })}>
          {of.decision.rule ? <p>{of.decision.rule}</p> : null}
          {of.decision.note ? <p>{of.decision.note}</p> : null}
        </Message>
      ) : null}
      <ProblemMessage problem={approve.problem} />
      <Row>
        <Button
          kind="primary"
          door={moves.approve}
          note={{ at: "approve" }}
          working={approve.working}
          onPress={() => approve.act({ listingId: of.id, body: { version: of.version } })}
        >
          {t("approve")}
        </Button>
        <Button door={moves.reject} note={{ at: "approve" }} onPress={() => say("reject")}>
          {t("reject")}
        </Button>
        {of.published ? (
          <Button kind="danger" door={moves.unpublish} note={{ at: "unpublish" }} onPress={() => say("unpublish")}>
            {t("unpublish")}
          </Button>
        ) : null}
      </Row>
      <DoorNote id="approve" door={moves.approve} />
      <DoorNote id="unpublish" door={of.published ? moves.unpublish : undefined} />
      <Grid columns={2}>
        <Card title={t("asked")}>
          <PublicProfile key={of.version} of={of.draft} logo={fileAddress("listings.reviewLogo", { listingId: of.id })} />
        </Card>
        <Card title={t("now")} tone="sunken">
          {of.published ? (
            <PublicProfile of={of.published} logo={fileAddress("listings.logo", { listingId: of.id })} />
          ) : (
            <Text tone="secondary">{t("nothingNow")}</Text>
          )}
        </Card>
      </Grid>
      {of.contacts.length > 0 ? (
        <Section title={t("contacts")} level={3}>
          <ul>
            {of.contacts.map((contact) => (
              <li key={`${contact.city}${contact.email}`}>
                {[contact.city, contact.name, contact.email, contact.phone].filter(Boolean).join(", ")}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {saying ? <Saying of={of} what={saying} onClose={() => say(null)} /> : null}
    </Stack>
  );
}

/** A no names one of the programme's rules; the desk's own word leaves with it. */
function Saying({ of, what, onClose }: { of: View; what: Saying; onClose: () => void }) {
  const t = useWords(words);
  const done = (text: string) => () => {
    toast({ text });
    onClose();
  };
  const reject = useAct("listings.reject", { onDone: done(t("rejected")) });
  const unpublish = useAct("listings.unpublish", { onDone: done(t("unpublished")) });
  const act = what === "reject" ? reject : unpublish;
  const form = useForm({
    initial: { rule: "", note: "" },
    check: (values) => ({ rule: values.rule === "" ? t("ruleMissing") : undefined }),
    problem: act.problem,
  });
  return (
    <Drawer title={t(what === "reject" ? "rejectTitle" : "unpublishTitle", { company: of.company })} sub={of.region} onClose={onClose}>
      <Form
        form={form}
        onSend={(values) =>
          what === "reject"
            ? reject.act({ listingId: of.id, body: { ...values, version: of.version } })
            : unpublish.act({ listingId: of.id, body: values })
        }
      >
        <Fields>
          <SelectField
            label={t("rule")}
            empty={t("chooseRule")}
            options={of.rules.map(({ code, text }) => ({ value: code, label: text }))}
            {...form.bind("rule")}
          />
          <TextArea label={t("note")} hint={t("noteHint")} rows={4} maxLength={1000} {...form.bind("note")} />
        </Fields>
        <FormFoot form={form} send={t(what)} working={act.working} before={<Button onPress={onClose}>{t("keep")}</Button>} />
      </Form>
    </Drawer>
  );
}
