import { useState } from "react";
import { writeDay, writeList, writeMoney } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { useRead } from "../../../web/api.ts";
import { useAsked } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { TextField } from "../../../web/ui/form.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import { Await, Button, Card, Empty, Facts, Link, Message, Narrow, Page, Row, Stack, StatusBadge, Text } from "../../../web/ui/index.ts";
import { Table } from "../../../web/ui/table.ts";
import { useLang } from "../../../web/words.ts";
import { useAheadWords, useScreenWords } from "./wording.ts";

type View = Result<"purchasing.ahead">;
export type Happening = View["items"][number]["what"];

/** How each kind of thing looks, on this page and at the desk. */
export const lookOf = {
  charge: "active",
  notCharged: "rejected",
  held: "pending",
  reminder: "pending",
  grace: "grace",
  end: "expired",
} as const satisfies Record<Happening, StatusLook>;
export const happeningWords = {
  charge: "charge",
  notCharged: "notCharged",
  held: "heldBack",
  reminder: "reminder",
  grace: "grace",
  end: "end",
} as const satisfies Record<Happening, string>;

/** « Mon compte au … »: what the days until then bring, by the decisions that the days themselves will take. */
export default function Ahead() {
  const t = useAheadWords();
  const screen = useScreenWords();
  const lang = useLang();
  const { id: accountId } = useAccount();
  const [asked, ask] = useAsked("on");
  const view = useRead("purchasing.ahead", { accountId, ...(asked && { on: asked }) }, { keep: true });
  const { data } = view;

  return (
    <Page
      title={data ? t("title", { day: writeDay(data.on, lang) }) : view.problem ? t("titleAlone") : undefined}
      crumbs={[
        { label: screen("offers"), to: "~/offers" },
        { label: screen("purchased"), to: "~/offers/purchased" },
      ]}
      answer={t("answer")}
    >
      <Await of={view} rows={8}>
        {(reply) => (
          <Stack>
            <Choose key={reply.on} of={reply} onAsk={ask} />
            {reply.held ? (
              <Message tone="wait" title={t("heldTitle")}>
                {t("heldText")}
              </Message>
            ) : null}
            <Until of={reply} />
            <Standing of={reply} />
          </Stack>
        )}
      </Await>
    </Page>
  );
}

function Choose({ of, onAsk }: { of: View; onAsk: (day: string) => void }) {
  const t = useAheadWords();
  const lang = useLang();
  const [day, setDay] = useState(of.on);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (day !== "") onAsk(day);
      }}
    >
      <Narrow>
        <Stack gap="tight">
          <TextField
            label={t("day")}
            hint={t("dayHint", { from: writeDay(of.earliest, lang), to: writeDay(of.latest, lang) })}
            type="date"
            value={day}
            onChange={setDay}
          />
          <Row>
            <Button kind="primary" type="submit">
              {t("show")}
            </Button>
          </Row>
        </Stack>
      </Narrow>
    </form>
  );
}

function Until({ of }: { of: View }) {
  const t = useAheadWords();
  const lang = useLang();
  const amounts = writeList(
    of.totals.map((total) => writeMoney(total, lang)),
    lang,
  );
  return (
    <Stack gap="tight">
      <Text>{of.totals.length === 0 ? t("sumNone") : t("sum", { amounts })}</Text>
      <Table
        caption={t("until")}
        rows={of.items}
        rowKey={({ on, membershipId, what }) => `${on} ${membershipId} ${what}`}
        name={({ name }) => name}
        empty={<Empty title={t("nothing")}>{t("nothingText")}</Empty>}
        columns={[
          { key: "on", title: t("when"), head: true, cell: ({ on }) => writeDay(on, lang) },
          {
            key: "name",
            title: t("subscription"),
            cell: ({ membershipId, name }) => <Link to={`~/memberships/${membershipId}`}>{name}</Link>,
          },
          {
            key: "what",
            title: t("happens"),
            cell: ({ what, text }) => (
              <Stack gap="tight">
                <span>
                  <StatusBadge look={lookOf[what]}>{t(happeningWords[what])}</StatusBadge>
                </span>
                <span>{text}</span>
              </Stack>
            ),
          },
          { key: "amount", title: t("amount"), numeric: true, cell: ({ amount }) => (amount ? writeMoney(amount, lang) : t("none")) },
        ]}
      />
    </Stack>
  );
}

function Standing({ of }: { of: View }) {
  const t = useAheadWords();
  const lang = useLang();
  return (
    <Card flush title={t("standing")}>
      <Facts
        wide
        items={of.standing.map(({ name, state, stateText, endsOn, keptUntil }) => ({
          name,
          value: <StatusBadge look={state}>{stateText}</StatusBadge>,
          hint: state === "grace" ? t("kept", { day: writeDay(keptUntil, lang) }) : t("ends", { day: writeDay(endsOn, lang) }),
        }))}
      />
    </Card>
  );
}
