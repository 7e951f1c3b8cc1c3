import { useEffect } from "react";
import { useRead } from "../../../web/api.ts";
import { useGo } from "../../../web/here.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Page, Skeleton } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";

const words = { fr, en };

/** « Avantages » of the menu leads to the first part in which there is something. */
export default function Forward() {
  const t = useWords(words);
  const account = useAccount();
  const overview = useRead("benefits.overview", { accountId: account.id });

  return (
    <Page title={t("title")}>
      <Await of={overview}>{({ kinds }) => <Go to={kinds.find((kind) => kind.usable > 0)?.id ?? "software"} />}</Await>
    </Page>
  );
}

function Go({ to }: { to: string }) {
  const go = useGo();
  useEffect(() => go(`~/benefits/${to}`, { replace: true }), [go, to]);
  return <Skeleton />;
}
