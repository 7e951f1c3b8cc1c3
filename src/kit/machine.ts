/**
 * A lifecycle as one table of named moves. The same table guards the server, fills the SQL `state = any(…)`, lists the states on the
 * wire and tells the screen which moves are open.
 */
export type Move<S extends string> = {
  readonly from: readonly S[];
  readonly to: S;
  /** A permit of `permissions.ts`, or what moves without a person: the clock, a fact, an outside system. */
  readonly by: string;
};

export type Machine<S extends string, M extends string> = {
  readonly name: string;
  readonly states: readonly S[];
  readonly initial: S;
  readonly moves: Readonly<Record<M, Move<S>>>;
  /** The states a move may leave from, for `where state = any(…)`. */
  from(move: M): S[];
  to(move: M): S;
  can(state: S, move: M): boolean;
  /** The moves that may leave `state`, in the order of the table. */
  legal(state: S): M[];
};

/** @throws when a state is unknown, repeated or cannot be reached: a wrong table never starts. */
export function machine<const S extends string, const M extends string>(
  name: string,
  table: {
    states: readonly S[];
    initial: NoInfer<S>;
    /** Further states in which one may begin. */
    also?: readonly NoInfer<S>[];
    moves: Readonly<Record<M, Move<NoInfer<S>>>>;
  },
): Machine<S, M> {
  const { states, initial, also = [], moves } = table;
  const names = Object.keys(moves) as M[];
  const known = new Set<string>(states);

  if (known.size !== states.length) throw new Error(`machine ${name}: a state is listed twice`);
  for (const move of names) {
    for (const state of [...moves[move].from, moves[move].to]) {
      if (!known.has(state)) throw new Error(`machine ${name}: move ${move} names the unknown state ${state}`);
    }
  }
  const reached = new Set<string>([initial, ...also]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const move of names) {
      if (!reached.has(moves[move].to) && moves[move].from.some((state) => reached.has(state))) {
        reached.add(moves[move].to);
        grown = true;
      }
    }
  }
  const lost = states.filter((state) => !reached.has(state));
  if (lost.length > 0) throw new Error(`machine ${name}: no move reaches ${lost.join(", ")}`);

  return {
    name,
    states,
    initial,
    moves,
    from: (move) => [...moves[move].from],
    to: (move) => moves[move].to,
    can: (state, move) => moves[move].from.includes(state),
    legal: (state) => names.filter((move) => moves[move].from.includes(state)),
  };
}
