/**
 * What the house writes about. Security goes to the sign-in address, where it must arrive; what a company must know cannot be refused;
 * reminders and news of benefits can.
 */
export const noticeKinds = ["security", "account", "orders", "reminders", "benefits"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const refusableKinds = ["reminders", "benefits"] as const satisfies readonly NoticeKind[];
export type RefusableKind = (typeof refusableKinds)[number];
export const isRefusable = (kind: NoticeKind): kind is RefusableKind => (refusableKinds as readonly string[]).includes(kind);

/** By the beginning of the template's name. Whatever is not listed is about the account. */
const beginnings: readonly (readonly [RegExp, NoticeKind])[] = [
  // Passwords, second factors, and mails whose link proves that an address is somebody's: they go where they were sent.
  [/^(N1\.|N2\.|N5\.confirm|N14\.|security|factor|passkey|session|notice\.confirm|notice\.changed|invitation|recovery)/i, "security"],
  [/^(N22\.reminder|N8\.|N9\.)/, "reminders"],
  [/^(seat\.|N12\.|N13\.)/, "benefits"],
  [/^(N6\.|N7\.|N10\.|N15\.refund)/, "orders"],
];

export const kindOf = (template: string): NoticeKind => beginnings.find(([name]) => name.test(template))?.[1] ?? "account";
