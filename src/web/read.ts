import type { UseQueryResult } from "@tanstack/react-query";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { EndpointName, Input, Result } from "./endpoints.ts";
import type { Problem } from "./problem.ts";
import { readKey, request } from "./request.ts";

type Options<R> = {
  /** False waits: nothing is asked yet. */
  readonly when?: boolean;
  /** Asks again every so many milliseconds, or as the reply says. */
  readonly every?: number | false | ((reply: R | undefined) => number | false);
  /** Keeps showing the last reply while another page or filter is read. */
  readonly keep?: boolean;
};

/** A reading: `data` once it is there, `problem` when the answer was a no. Give it to `Await`. */
export type Reading<R> = {
  readonly data: R | undefined;
  readonly problem: Problem | null;
  readonly again: () => void;
  readonly refreshing: boolean;
};

/**
 * Reads an endpoint and keeps it fresh.
 * @example const seats = useRead("seats.list", { accountId }); <Await of={seats}>{(reply) => …}</Await>
 */
export function useRead<N extends EndpointName>(name: N, input: Input<N>, options: Options<Result<N>> = {}): Reading<Result<N>> {
  const loose = (input ?? {}) as Readonly<Record<string, unknown>>;
  const { every } = options;
  const query: UseQueryResult<Result<N>, Problem> = useQuery<Result<N>, Problem>({
    queryKey: readKey(name, loose),
    queryFn: async ({ signal }) => (await request(name, loose, undefined, signal)) as Result<N>,
    enabled: options.when ?? true,
    ...(every === undefined
      ? {}
      : {
          refetchInterval:
            typeof every === "function" ? (asked: { state: { data: Result<N> | undefined } }) => every(asked.state.data) : every,
        }),
    ...(options.keep ? { placeholderData: (last: Result<N> | undefined) => last } : {}),
  } as Parameters<typeof useQuery<Result<N>, Problem>>[0]);

  // The same function as long as the reading is the same, so that an effect may depend on it.
  const { refetch } = query;
  const again = useCallback(() => void refetch(), [refetch]);

  return {
    data: query.data,
    problem: query.data === undefined ? query.error : null,
    again,
    refreshing: query.isFetching,
  };
}
