import { accept, refuse } from "../../kit/decision.ts";
import type { Actions } from "../../server/context.ts";
import { loadProfile } from "../accounts/door.ts";
import { paymentGateway } from "../gateway/door.ts";
import { hearMessage, loadAttempt, loadOpenAttempt, loadOrder } from "./orders.store.ts";
import type { providerEndpoints } from "./provider.contract.ts";
import { settle } from "./settling.ts";
import { loadCart } from "./store.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const providerActions: Actions<typeof providerEndpoints> = {
  async cardPage(ctx, { params }) {
    const { accountId } = ctx;
    const { url } = ctx.house;
    const cart = await loadCart(ctx.tx, accountId, ctx.person.id, params.cartId);
    const profile = await loadProfile(ctx.tx, accountId);
    if (!cart || !profile) return refuse("purchasing.cartNotFound");
    if (cart.state === "ordered") return refuse("purchasing.alreadyOrdered", { number: cart.order?.number ?? "" });
    if (cart.state === "left") return refuse("purchasing.cartClosed");
    const gateway = paymentGateway(ctx.house);
    if (!gateway?.cardPage) return refuse("purchasing.cardTypedHere");

    const steps = cart.renews ? `memberships/${cart.renews.membershipId}/renewal` : `offers/${cart.offerId}/checkout`;
    const page = await gateway.cardPage({
      holder: accountId,
      name: profile.name,
      language: ctx.lang,
      returnTo: `${url}/a/${accountId}/carts/${cart.id}/card?token={token}`,
      backTo: `${url}/a/${accountId}/${steps}/payment`,
    });
    return page.outcome === "page" ? accept({ url: page.url }) : refuse("purchasing.gatewayUnreachable");
  },

  async askPayment(ctx, { params, body }) {
    const { accountId } = ctx;
    const attempt = await loadOpenAttempt(ctx.tx, accountId, params.orderId);
    const answer = attempt && (await settle(ctx.house, attempt, body.giveUp ? "close" : "look"));
    const order = await loadOrder(ctx.tx, accountId, params.orderId);
    if (!order) return refuse("purchasing.orderNotFound");
    return accept({
      orderId: order.id,
      number: order.number,
      state: order.state,
      declined: order.declined,
      offer: { id: order.offerId },
      renews: order.renews?.membershipId ?? null,
      confirmAt: answer?.outcome === "actionNeeded" ? answer.url : null,
    });
  },

  async hearProvider(ctx, { body }) {
    const gateway = paymentGateway(ctx.house);
    const message = gateway?.hear?.(body.payload, body.signature);
    if (!gateway || !message) return refuse("purchasing.messageForged");
    const { id, kind, attemptId } = message;
    if (!(await hearMessage(ctx.tx, { gateway: gateway.id, id, kind, at: ctx.machine }))) return accept({});

    const attempt = attemptId !== undefined && uuid.test(attemptId) ? await loadAttempt(ctx.tx, attemptId) : undefined;
    if (attempt?.state === "paying" && attempt.gateway === gateway.id)
      ctx.enqueue({
        kind: "purchasing.hear",
        key: `${gateway.id}:${id}`,
        accountId: attempt.accountId,
        payload: { attemptId: attempt.id },
        clock: "machine",
        dueAt: ctx.machine,
      });
    return accept({});
  },
};
