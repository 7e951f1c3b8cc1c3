import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { dismissAll } from "../ui/Toast.tsx";

/**
 * Whatever was read of another account leaves this tab on arrival in this one, however one came: the picker, a link, the back button
 * (handbook F-177). What is still on its way is called off; what was offered to be undone there is offered no more.
 */
export function useOneAccount(accountId: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (accountId === undefined) return;
    const ofAnother = ([of]: readonly unknown[]) => of !== "-" && of !== accountId;
    if (queries.getQueryCache().findAll({ predicate: ({ queryKey }) => ofAnother(queryKey) }).length === 0) return;
    queries.removeQueries({ predicate: ({ queryKey }) => ofAnother(queryKey) });
    dismissAll();
  }, [queries, accountId]);
}
