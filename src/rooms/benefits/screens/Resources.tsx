import type { BenefitKind } from "../../../programme/names.ts";
import { useRead } from "../../../web/api.ts";
import { useAsked, usePart } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Message, Stack } from "../../../web/ui/index.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import { LeavingLink } from "../../accounts/screens/LeavingLink.tsx";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import { BenefitsFrame } from "./BenefitsFrame.tsx";
import type { Benefit } from "./columns.tsx";
import { useBenefitColumns } from "./columns.tsx";

const words = { fr, en };

/** The parts whose benefits are there to be used, without anything to hand out: what it is, how, and where. */
export default function Resources() {
  const kind = usePart("kind") as BenefitKind;
  return <BenefitsFrame kind={kind}>{() => <List kind={kind} />}</BenefitsFrame>;
}

function List({ kind }: { kind: BenefitKind }) {
  const t = useWords(words);
  const account = useAccount();
  const benefits = usePages("benefits.list", { accountId: account.id, kind });
  const columns = useBenefitColumns();
  const [open, ask] = useAsked("open");

  return (
    <Await of={benefits} rows={3}>
      {(rows) => (
        <>
          <Table
            caption={t("title")}
            rows={rows.filter((row) => row.usable)}
            columns={columns}
            rowKey={(row) => row.id}
            name={(row) => row.name}
            expand={(row) => <Resource of={row} />}
            open={open}
            onOpen={ask}
          />
          <LoadMore shown={rows.length} {...benefits} />
        </>
      )}
    </Await>
  );
}

function Resource({ of: { id } }: { of: Benefit }) {
  const t = useWords(words);
  const account = useAccount();
  const detail = useRead("benefits.detail", { accountId: account.id, benefitId: id });

  return (
    <Await of={detail} rows={2}>
      {({ instructions, portal }) => (
        <Stack gap="tight">
          <p>{t("resource")}</p>
          {instructions ? <Message title={t("instructions")}>{instructions}</Message> : null}
          {portal ? (
            <p>
              <LeavingLink link={portal} />
            </p>
          ) : null}
        </Stack>
      )}
    </Await>
  );
}
