import { setTimeout as pause } from "node:timers/promises";
import { newToken } from "../../kit/ids.ts";
import type { House } from "../../server/house.ts";
import type { Captured, Closed, Declined, PaymentGateway, Refunded, RefundRefused } from "../../server/payments.ts";
import { behaviourOf, losesAnswer } from "./behaviour.ts";
import type { ChargeRow, RefundRow } from "./store.ts";
import * as store from "./store.ts";
import { stripeGateway } from "./stripe.ts";

const outcomeOf = ({ id, state, code }: ChargeRow): Captured | Declined | Closed =>
  state === "captured"
    ? { outcome: "captured", ref: id }
    : state === "closed"
      ? { outcome: "closed" }
      : { outcome: "declined", reason: code ?? "declined" };

const newChargeId = (): string => `ch_${newToken().slice(0, 24)}`;

const givenBack = (made: RefundRow | undefined): Refunded | RefundRefused =>
  made?.state === "refunded" ? { outcome: "refunded", ref: made.id } : { outcome: "refused" };

/**
 * The sandbox's gateway as the house sees any provider. Each request is a statement of its own, on a connection that has no transaction of
 * the house on it: what it wrote stays, whatever becomes of the caller.
 */
function sandboxGateway(house: House): PaymentGateway {
  const { db, clock } = house;
  return {
    id: "sandbox",

    async attach(token, holder) {
      if (behaviourOf(house).down) return { outcome: "unreachable" };
      const attached = await store.attachCard(db, token, holder);
      if (!attached) return { outcome: "unknownToken" };
      const { id, ...card } = attached;
      return { outcome: "attached", ref: id, card };
    },

    async charge({ attemptId, ref, amount, description }) {
      const { down, delayBeforeMs, delayAfterMs } = behaviourOf(house);
      if (down) return { outcome: "unreachable" };
      if (delayBeforeMs > 0) await pause(delayBeforeMs);
      const charged = await store.capture(db, {
        key: attemptId,
        id: newChargeId(),
        cardId: ref,
        amount,
        description,
        at: clock.machine(),
        today: clock.today(),
      });
      if (delayAfterMs > 0) await pause(delayAfterMs);
      return losesAnswer(house) ? { outcome: "unknown" } : outcomeOf(charged);
    },

    async look({ attemptId }) {
      const charged = behaviourOf(house).down ? undefined : await store.chargeOf(db, attemptId);
      return charged ? outcomeOf(charged) : { outcome: "unknown" };
    },

    async close({ attemptId }) {
      if (behaviourOf(house).down) return { outcome: "unknown" };
      const standing = await store.close(db, attemptId, newChargeId(), clock.machine());
      return losesAnswer(house) ? { outcome: "unknown" } : outcomeOf(standing);
    },

    async refund({ refundId, chargeRef, amount }) {
      const { down, delayBeforeMs, delayAfterMs, refuseRefunds } = behaviourOf(house);
      if (down) return { outcome: "unreachable" };
      if (delayBeforeMs > 0) await pause(delayBeforeMs);
      const asked = { key: refundId, id: `re_${newToken().slice(0, 24)}`, chargeId: chargeRef, amount, unwilling: refuseRefunds };
      const made = await store.refund(db, { ...asked, at: clock.machine() });
      if (delayAfterMs > 0) await pause(delayAfterMs);
      return losesAnswer(house) ? { outcome: "unknown" } : givenBack(made);
    },
  };
}

/** The provider this house charges with: the one that the settings name, or the sandbox's own; outside the sandbox perhaps none. */
export const paymentGateway = (house: House): PaymentGateway | undefined =>
  stripeGateway(house) ?? (house.settings.sandbox === "off" ? undefined : sandboxGateway(house));
