import { useState } from "react";
import { writeDay } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useAct, useRead } from "../../../web/api.ts";
import { usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import type { FormState } from "../../../web/ui/form.ts";
import { CheckField, Fields, Form, FormFoot, TextArea, TextField, UploadZone, useForm } from "../../../web/ui/form.ts";
import {
  Await,
  Button,
  Card,
  Columns,
  DoorNote,
  Link,
  Message,
  Page,
  ProblemMessage,
  Prose,
  Row,
  Stack,
  StatusBadge,
  Text,
  toast,
} from "../../../web/ui/index.ts";
import { ConfirmDialog } from "../../../web/ui/overlay.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { page as en } from "../words/page.en.ts";
import { page as fr } from "../words/page.fr.ts";
import styles from "./Editor.module.css";
import { Places } from "./Places.tsx";
import { looks } from "./Profiles.tsx";
import type { Profile } from "./PublicProfile.tsx";
import { PublicProfile } from "./PublicProfile.tsx";

const words = { fr, en };
export type Listing = Result<"listings.read">;
type Values = {
  description: string;
  website: string;
  socialPage: string;
  industries: readonly string[];
  products: readonly string[];
  services: readonly string[];
  tags: string;
};
type Lists = "industries" | "products" | "services";

/** One profile: what is written, beside what everybody will read; what the desk has said, and the way to it. */
export default function Editor() {
  const t = useWords(words);
  const lang = useLang();
  const { id: accountId } = useAccount();
  const region = usePart("region");
  const listing = useRead("listings.read", { accountId, region });
  const { data } = listing;

  const answerOf = (of: Listing): string => {
    if (of.state.state === "published") return t("answerPublished", { day: writeDay((of.publicSince ?? "").slice(0, 10), lang) });
    return t(
      (
        {
          draft: "answerDraft",
          inReview: "answerReview",
          changed: "answerChanged",
          rejected: "answerRejected",
          unpublished: "answerUnpublished",
        } as const
      )[of.state.state],
    );
  };

  return (
    <Page
      title={data ? t("editTitle", { region: data.region.name }) : t("title")}
      crumbs={[{ label: t("referrals") }, { label: t("title"), to: "~/listings" }]}
      mark={data ? <StatusBadge look={looks[data.state.state]}>{data.state.label}</StatusBadge> : undefined}
      answer={data ? answerOf(data) : undefined}
    >
      <Await of={listing} rows={10}>
        {(reply) => <Written of={reply} />}
      </Await>
    </Page>
  );
}

const tagsOf = (typed: string): string[] =>
  typed
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);

function Written({ of }: { of: Listing }) {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const region = of.region.id;
  const save = useAct("listings.save", { onDone: () => toast({ text: t("saved") }) });
  const { draft } = of;
  const form = useForm<Values>({
    initial: {
      description: draft.description,
      website: draft.website,
      socialPage: draft.socialPage,
      industries: draft.industries,
      products: draft.products,
      services: draft.services,
      tags: draft.tags.join(", "),
    },
    problem: save.problem,
  });
  const { values } = form;
  const dirty =
    JSON.stringify({ ...values, tags: tagsOf(values.tags) }) !==
    JSON.stringify({
      description: draft.description,
      website: draft.website,
      socialPage: draft.socialPage,
      industries: draft.industries,
      products: draft.products,
      services: draft.services,
      tags: draft.tags,
    });
  const nameOf = (list: Lists): string[] => values[list].flatMap((id) => of.choices[list].find((one) => one.id === id)?.name ?? []);
  const shown: Profile = {
    id: of.id,
    company: of.company,
    region: of.region.name,
    description: values.description,
    website: /^https:\/\//.test(values.website) ? values.website : null,
    socialPage: /^https:\/\//.test(values.socialPage) ? { label: of.socialPage.label, url: values.socialPage } : null,
    logo: draft.logo,
    earned: of.earned,
    industries: nameOf("industries"),
    products: nameOf("products"),
    services: nameOf("services"),
    tags: tagsOf(values.tags),
    places: draft.places.map(({ line1, line2, postalCode, city, countryName }) => ({
      line1,
      line2: line2 ?? "",
      postalCode: postalCode ?? "",
      city,
      country: countryName,
    })),
  };
  const closed = !of.moves.save.open;

  return (
    <Columns
      side={
        <div className={styles.preview}>
          <Card title={t("preview")} tone="sunken">
            <Stack>
              <Text tone="secondary" small>
                {t("previewHint")}
              </Text>
              <PublicProfile key={of.version} of={shown} logo={fileAddress("listings.draftLogo", { accountId, region })} />
            </Stack>
          </Card>
        </div>
      }
    >
      <Stack>
        {of.hidden ? <Message tone="wait">{t("hidden")}</Message> : null}
        {of.decision ? (
          <Message tone="no" title={t(of.state.state === "unpublished" ? "deskTitle" : "ruleTitle")}>
            <p>{of.decision.rule}</p>
            {of.decision.note ? <p>{of.decision.note}</p> : null}
          </Message>
        ) : null}
        <Sending of={of} dirty={dirty} />
        <Card title={t("texts")}>
          <Form
            form={form}
            onSend={() =>
              save.act({ accountId, region, body: { ...values, ...listsOf(values), tags: tagsOf(values.tags), version: of.version } })
            }
          >
            <Fields>
              <TextArea
                label={t("description")}
                hint={t("descriptionHint", { count: of.limits.descriptionLetters })}
                rows={10}
                {...form.bind("description")}
              />
              <TextField label={t("website")} hint={t("websiteHint")} type="url" optional {...form.bind("website")} />
              <TextField
                label={of.socialPage.label}
                hint={t("socialHint", { example: of.socialPage.example })}
                type="url"
                optional
                {...form.bind("socialPage")}
              />
            </Fields>
            <Boxes
              form={form}
              list="industries"
              title={t("industries")}
              hint={t("industriesHint", { count: of.limits.industries })}
              of={of}
            />
            <Boxes form={form} list="products" title={t("products")} of={of} />
            <Boxes form={form} list="services" title={t("services")} of={of} />
            <Fields>
              <TextField label={t("tags")} hint={t("tagsHint", { count: of.limits.freeTags })} optional {...form.bind("tags")} />
            </Fields>
            <FormFoot form={form} send={t("save")} working={save.working} door={of.moves.save} />
          </Form>
        </Card>
        <Places of={of} closed={closed} />
        <LogoCard of={of} />
        <Card title={t("rules")} tone="sunken">
          <Prose>
            <ul>
              {of.rules.map((rule) => (
                <li key={rule}>{rule}</li>
              ))}
            </ul>
          </Prose>
        </Card>
      </Stack>
    </Columns>
  );
}

const listsOf = ({ industries, products, services }: Values) => ({
  industries: [...industries],
  products: [...products],
  services: [...services],
});

function Boxes({ form, list, title, hint, of }: { form: FormState<Values>; list: Lists; title: string; hint?: string; of: Listing }) {
  const bound = form.bind(list);
  const chosen = form.values[list];
  const toggle = (id: string, on: boolean) => bound.onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <Fields title={title} hint={bound.error ?? hint}>
      <div className={styles.boxes} id={bound.id} tabIndex={-1}>
        {of.choices[list].map((one) => (
          <CheckField key={one.id} label={one.name} value={chosen.includes(one.id)} onChange={(on) => toggle(one.id, on)} />
        ))}
      </div>
    </Fields>
  );
}

function LogoCard({ of }: { of: Listing }) {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const region = of.region.id;
  const put = useAct("listings.putLogo", { onDone: () => toast({ text: t("logoPut") }) });
  const remove = useAct("listings.removeLogo", { onDone: () => toast({ text: t("logoGone") }) });
  return (
    <Card title={t("logo")}>
      <Stack>
        <Text tone="secondary">{t("logoHint", { pixels: of.limits.logoPixels })}</Text>
        <UploadZone
          label={t("logoZone")}
          accept={["image/gif", "image/jpeg", "image/png"]}
          types="GIF, JPG, PNG"
          maxBytes={of.limits.logoBytes}
          door={of.moves.save}
          working={put.working}
          problem={put.problem}
          onFile={(file) => put.act({ accountId, region, file })}
        />
        {of.draft.logo ? (
          <div>
            <ProblemMessage problem={remove.problem} />
            <Button size="small" door={of.moves.save} working={remove.working} onPress={() => remove.act({ accountId, region })}>
              {t("logoRemove")}
            </Button>
          </div>
        ) : null}
      </Stack>
    </Card>
  );
}

/** The way to the desk and back: sent, taken back, taken down. */
function Sending({ of, dirty }: { of: Listing; dirty: boolean }) {
  const t = useWords(words);
  const { id: accountId } = useAccount();
  const region = of.region.id;
  const [asking, ask] = useState(false);
  const submit = useAct("listings.submit", { onDone: () => toast({ text: t("submitted") }) });
  const withdraw = useAct("listings.withdraw", { onDone: () => toast({ text: t("withdrawn") }) });
  const takeDown = useAct("listings.takeDown", {
    onDone: () => {
      ask(false);
      toast({ text: t("takenDown") });
    },
  });
  const waits = of.state.state === "inReview";
  return (
    <Stack gap="tight">
      <ProblemMessage problem={submit.problem ?? withdraw.problem} />
      <Row>
        {waits ? (
          <Button door={of.moves.withdraw} working={withdraw.working} onPress={() => withdraw.act({ accountId, region })}>
            {t("withdraw")}
          </Button>
        ) : (
          <Button
            kind={dirty ? "outline" : "primary"}
            door={of.moves.submit}
            note={{ at: "submit-listing" }}
            working={submit.working}
            onPress={() => (dirty ? toast({ text: t("submitNote") }) : void submit.act({ accountId, region }))}
          >
            {t("submit")}
          </Button>
        )}
        {of.publicSince ? (
          <>
            <Button door={of.moves.takeDown} onPress={() => ask(true)}>
              {t("takeDown")}
            </Button>
            {of.hidden ? null : <Link to={`/partners/${of.id}`}>{t("seePublic")}</Link>}
          </>
        ) : null}
      </Row>
      <DoorNote id="submit-listing" door={waits ? undefined : of.moves.submit} />
      {of.moves.submit.open ? (
        <Text tone="secondary" small>
          {dirty ? t("submitNote") : t("submitConsequence")}
        </Text>
      ) : null}
      {asking ? (
        <ConfirmDialog
          title={t("takeDownTitle", { region: of.region.name })}
          act={t("takeDown")}
          keep={t("takeDownKeep")}
          working={takeDown.working}
          problem={takeDown.problem}
          onAct={() => takeDown.act({ accountId, region })}
          onKeep={() => ask(false)}
        >
          {t("takeDownText")}
        </ConfirmDialog>
      ) : null}
    </Stack>
  );
}
