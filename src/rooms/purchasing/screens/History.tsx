import { useRead } from "../../../web/api.ts";
import { useAccount } from "../../../web/shell.ts";
import { Await, Card } from "../../../web/ui/index.ts";
import { ActivityList } from "../../accounts/screens/ActivityList.tsx";
import { useScreenWords } from "./wording.ts";

/** What has happened to a membership, who did it and when. */
export function History({ membershipId }: { membershipId: string }) {
  const t = useScreenWords();
  const { id: accountId } = useAccount();
  const history = useRead("memberships.history", { accountId, membershipId });
  return (
    <Card title={t("history")}>
      <Await of={history}>{({ items }) => <ActivityList items={items} />}</Await>
    </Card>
  );
}
