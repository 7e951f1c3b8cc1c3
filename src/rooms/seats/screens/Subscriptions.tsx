import { useAsked } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await } from "../../../web/ui/index.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { useWords } from "../../../web/words.ts";
import type { Overview } from "../../benefits/screens/BenefitsFrame.tsx";
import { BenefitsFrame } from "../../benefits/screens/BenefitsFrame.tsx";
import { useBenefitColumns } from "../../benefits/screens/columns.tsx";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import { MySeats } from "./MySeats.tsx";
import { Seats } from "./Seats.tsx";

const words = { fr, en };

/** The subscriptions that go to people: my own seat first, then each benefit with its seats and who holds them. */
export default function Subscriptions() {
  return (
    <BenefitsFrame kind="developerSeats">
      {({ moves }) => (
        <>
          <MySeats />
          <List moves={moves} />
        </>
      )}
    </BenefitsFrame>
  );
}

/** In the address: a row that was closed on purpose. */
const CLOSED = "none";

function List({ moves }: { moves: Overview["moves"] }) {
  const t = useWords(words);
  const account = useAccount();
  const benefits = usePages("benefits.list", { accountId: account.id, kind: "developerSeats" });
  const columns = useBenefitColumns();
  const [asked, ask] = useAsked("open");

  return (
    <Await of={benefits} rows={4}>
      {(rows) => (
        <>
          <Table
            caption={t("caption")}
            rows={rows}
            columns={columns}
            rowKey={(row) => row.id}
            name={(row) => row.name}
            // The only row stands open: there is nothing else to choose.
            open={asked ?? (rows.length === 1 ? rows[0]?.id : undefined)}
            onOpen={(key) => ask(key ?? CLOSED)}
            expand={(row) => <Seats of={row} manages={moves.manage.open} role={moves.assignSeats} />}
          />
          <LoadMore shown={rows.length} {...benefits} />
        </>
      )}
    </Await>
  );
}
