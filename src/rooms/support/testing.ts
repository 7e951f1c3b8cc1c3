import type { Caller, Colleague, Partner } from "../../testing/house.ts";

type Who = Caller & { readonly userId: string };
export const asked = { topic: "billing", subject: "Débit en double", text: "Deux débits pour une commande." };

/** Somebody of a company opens a request. */
export const open = (
  partner: Partner,
  body: Partial<{
    topic: string;
    severity: string;
    subject: string;
    text: string;
    fileIds: string[];
    about: { kind: "membership" | "order"; id: string };
  }> = {},
  who: Who = partner.admin,
) => who.do("support.open", { accountId: partner.accountId, body: { ...asked, ...body } });

/** The desk answers what it has read to its end. */
export async function answer(
  desk: Colleague,
  requestId: string,
  text: string,
  { ask = false, fileIds = [] as string[], key }: { ask?: boolean; fileIds?: string[]; key?: string } = {},
) {
  const { version } = await desk.do("support.case", { requestId });
  return desk.call("support.answer", { requestId, body: { version, text, ask, fileIds } }, key === undefined ? {} : { key });
}

export async function settle(desk: Colleague, requestId: string, reason = "answered", text = "") {
  const { version } = await desk.do("support.case", { requestId });
  return desk.call("support.settle", { requestId, body: { version, reason, text } });
}
