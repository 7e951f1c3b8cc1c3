import type { Day } from "../src/kit/dates.ts";
import { addDays, addMonths } from "../src/kit/dates.ts";

/*
 * What a company's subscription should be, in as few words as possible: no database, no jobs, no clock of its own. It is written from the
 * handbook (C4 to C8) and knows nothing of how the product does it. Figures are the model programme's.
 */
const OPENS = -15;
const GRACE = 30;
const CHARGES = [0, 3, 10, 20];
const REFUND_DAYS = 30;

export type Held = {
  readonly anchorOn: Day;
  readonly term: number;
  readonly auto: boolean;
  /** The day of the order that paid for the term; the right to a refund counts from it. */
  readonly paidOn: Day;
  /** Whether a key was opened since. */
  readonly opened: boolean;
  /** The last day of the card that pays. */
  readonly cardUntil: Day;
};
export type Model = {
  readonly today: Day;
  readonly held: Held | undefined;
  /** Orders that were paid, and those of them that were given back. */
  readonly paid: number;
  readonly refunded: number;
};

export const endsOn = ({ anchorOn, term }: Held): Day => addMonths(anchorOn, 12 * term);
export const keptUntil = (held: Held): Day => addDays(endsOn(held), GRACE);
const inWindow = (held: Held, today: Day): boolean => today >= addDays(endsOn(held), OPENS) && today <= keptUntil(held);

export const mayBuy = ({ held }: Model): boolean => held === undefined;
export const mayRenew = ({ held, today }: Model): boolean => held !== undefined && inWindow(held, today);
export const mayStop = ({ held }: Model): boolean => held?.auto === true;
export const mayCancel = ({ held, today }: Model): boolean =>
  held !== undefined && !held.opened && today <= addDays(held.paidOn, REFUND_DAYS);

export const bought = (model: Model, cardUntil: Day): Model => ({
  ...model,
  paid: model.paid + 1,
  held: { anchorOn: model.today, term: 1, auto: true, paidOn: model.today, opened: false, cardUntil },
});
const nextTerm = (model: Model, held: Held, on: Day): Model => ({
  ...model,
  paid: model.paid + 1,
  held: { ...held, term: held.term + 1, auto: true, paidOn: on, opened: false },
});
export const renewed = (model: Model, cardUntil: Day): Model => nextTerm(model, { ...model.held!, cardUntil }, model.today);
export const stopped = (model: Model): Model => ({ ...model, held: { ...model.held!, auto: false } });
export const opened = (model: Model): Model => ({ ...model, held: { ...model.held!, opened: true } });
export const cancelled = (model: Model): Model => ({ ...model, refunded: model.refunded + 1, held: undefined });

/** The days go by, one after the other. */
export function travelled(model: Model, to: Day): Model {
  let now = model;
  while (now.today < to) {
    const today = addDays(now.today, 1);
    now = { ...now, today };
    const { held } = now;
    if (!held) continue;
    const asked = CHARGES.some((day) => today === addDays(endsOn(held), day));
    if (held.auto && asked && today <= held.cardUntil) now = nextTerm(now, held, today);
    else if (today > keptUntil(held)) now = { ...now, held: undefined };
  }
  return now;
}
