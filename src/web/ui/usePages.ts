import { useInfiniteQuery } from "@tanstack/react-query";
import type { EndpointName, Input, Result } from "../endpoints.ts";
import type { Problem } from "../problem.ts";
import type { Reading } from "../read.ts";
import { readKey, request } from "../request.ts";

type PageNames = {
  [N in EndpointName]: Result<N> extends { items: readonly unknown[]; nextCursor: string | null } ? N : never;
}[EndpointName];
type ItemOf<R> = R extends { items: readonly (infer I)[] } ? I : never;

/** A reading of a list page by page: `items` of all pages read so far, then the next on demand. */
export type Pages<I> = Reading<readonly I[]> & {
  readonly total: number | undefined;
  readonly more: boolean;
  readonly onMore: () => void;
  readonly working: boolean;
};

/**
 * Reads a paged endpoint.
 * @example const users = usePages("users.list", { accountId }); <Await of={users}>{(rows) => <><Table rows={rows} … /><LoadMore shown={rows.length} {...users} /></>}</Await>
 */
export function usePages<N extends PageNames & EndpointName>(name: N, input: Omit<Input<N>, "cursor">): Pages<ItemOf<Result<N>>> {
  type Reply = { readonly items: readonly ItemOf<Result<N>>[]; readonly nextCursor: string | null; readonly total?: number };
  const loose = input as Readonly<Record<string, unknown>>;
  const query = useInfiniteQuery<Reply, Problem, { pages: Reply[] }, readonly unknown[], string | undefined>({
    queryKey: [...readKey(name, loose), "pages"],
    queryFn: async ({ signal, pageParam }) => (await request(name, { ...loose, cursor: pageParam }, undefined, signal)) as Reply,
    initialPageParam: undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  return {
    data: query.data?.pages.flatMap(({ items }) => items),
    problem: query.data === undefined ? query.error : null,
    again: () => void query.refetch(),
    refreshing: query.isFetching,
    total: query.data?.pages[0]?.total,
    more: query.hasNextPage,
    onMore: () => void query.fetchNextPage(),
    working: query.isFetchingNextPage,
  };
}
