/**
 * A decision is an expected answer: accepted with a value, or refused with a name and its numbers. Bugs throw; refusals never do.
 * The sentence a person reads is made later, in their language, from `code` and `params`.
 */
export type Params = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export type Accepted<T> = { readonly ok: true; readonly value: T };

export type Refused<C extends string = string> = {
  readonly ok: false;
  readonly code: C;
  readonly params: Params;
  /** RFC 6901 pointer to the field concerned, when the refusal belongs to one. */
  readonly pointer?: string;
  /** Further refusals of the same form, so that every field says what is wrong with it at once. */
  readonly also?: readonly Refused<C>[];
};

export type Decision<T, C extends string = string> = Accepted<T> | Refused<C>;

export const accept = <T>(value: T): Accepted<T> => ({ ok: true, value });

export const refuse = <const C extends string>(code: C, params: Params = {}, pointer?: string): Refused<C> =>
  pointer === undefined ? { ok: false, code, params } : { ok: false, code, params, pointer };

/** Several refusals of one form as one answer. */
export const refuseAll = <const C extends string>(refusals: readonly [Refused<C>, ...Refused<C>[]]): Refused<C> => {
  const [first, ...also] = refusals;
  return also.length === 0 ? first : { ...first, also };
};
