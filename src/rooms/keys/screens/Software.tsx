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
import { Downloads } from "./Downloads.tsx";
import { Keys } from "./Keys.tsx";
import styles from "./Software.module.css";

const words = { fr, en };

/** « Logiciel »: what was granted; each row opens on its keys at the left and its downloads at the right. */
export default function Software() {
  return <BenefitsFrame kind="software">{({ moves }) => <List moves={moves} />}</BenefitsFrame>;
}

function List({ moves }: { moves: Overview["moves"] }) {
  const t = useWords(words);
  const account = useAccount();
  const benefits = usePages("benefits.list", { accountId: account.id, kind: "software" });
  const columns = useBenefitColumns();
  const [open, ask] = useAsked("open");

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
            open={open}
            onOpen={ask}
            expand={(row) => (
              <div className={styles.panel}>
                <Keys of={row} manages={moves.manage.open} role={moves.openKeys} />
                <Downloads of={row} />
              </div>
            )}
          />
          <LoadMore shown={rows.length} {...benefits} />
        </>
      )}
    </Await>
  );
}
