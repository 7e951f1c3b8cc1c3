import { useAct } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { Form, FormFoot, TextField, useForm } from "../../../web/ui/form.ts";
import { Button, Card, Columns, LinkButton, Narrow, Page, ProblemMessage, Stack } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { leaveFor, signing } from "./words.ts";

/** « Se connecter avec votre entreprise »: by an address or a domain, or by the link that the company gave. */
export default function CompanySignIn() {
  const t = useWords(signing);
  const [next] = useAsked("next");
  const [directoryId] = useAsked("directory");

  return (
    <Page title={t("title")} answer={t("answer")}>
      <Columns
        side={
          <Stack>
            <Card title={t("first")}>{t("firstText")}</Card>
          </Stack>
        }
      >
        <Narrow>
          <Stack>
            {directoryId === undefined ? <ByCompany next={next} /> : <ByLink directoryId={directoryId} next={next} />}
            <LinkButton kind="quiet" to={next === undefined ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`}>
              {t("withPassword")}
            </LinkButton>
          </Stack>
        </Narrow>
      </Columns>
    </Page>
  );
}

function ByCompany({ next }: { next: string | undefined }) {
  const t = useWords(signing);
  const begin = useAct("directories.begin", { onDone: leaveFor, invalidates: [] });
  const form = useForm({ initial: { company: "" }, problem: begin.problem });
  return (
    <Form form={form} label={t("title")} onSend={({ company }) => begin.act({ body: { company, next } })}>
      <TextField label={t("company")} hint={t("companyHint")} autoComplete="username" {...form.bind("company")} />
      <FormFoot form={form} plain send={t("goOn")} working={begin.working} />
    </Form>
  );
}

function ByLink({ directoryId, next }: { directoryId: string; next: string | undefined }) {
  const t = useWords(signing);
  const begin = useAct("directories.begin", { onDone: leaveFor, invalidates: [] });
  return (
    <Stack>
      <p>{t("direct")}</p>
      <ProblemMessage problem={begin.problem} />
      <Button kind="primary" size="wide" working={begin.working} onPress={() => begin.act({ body: { directoryId, next } })}>
        {t("goOn")}
      </Button>
    </Stack>
  );
}
