import { z } from "zod";
import { noticeKinds, refusableKinds } from "../../kit/notices.ts";
import { contract } from "../../permissions.ts";
import { Email, Id, Instant, Language, Nothing } from "../../wire.ts";
import { tries } from "./shapes.ts";

const Kind = z.enum(noticeKinds);
const TokenParams = z.strictObject({ token: z.string().min(1).max(100) });
const link = { "people.linkUnknown": 404, "people.linkExpired": 410 } as const;

/** What the house wrote to me, and where and about what I am written to (P3, G-049). */
export const noticeEndpoints = contract({
  notices: {
    summary: "What was written to me about one account, or about me alone, the newest first",
    method: "GET",
    path: "/api/v1/me/notices",
    permit: "me",
    query: z.strictObject({
      accountId: Id,
      unread: z.enum(["true"]).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: Id.optional(),
    }),
    reply: z.object({
      items: z.array(
        z.object({
          id: Id,
          kind: Kind,
          subject: z.string(),
          language: Language,
          /** The page it leads to, or null. */
          link: z.string().nullable(),
          at: Instant,
          readAt: Instant.nullable(),
        }),
      ),
      nextCursor: z.string().nullable(),
      /** How many of them are not read. */
      unread: z.number().int(),
    }),
  },
  readNotice: {
    summary: "Mark one notice as read; it may be said twice",
    method: "POST",
    path: "/api/v1/me/notices/{noticeId}/reading",
    permit: "me",
    params: z.strictObject({ noticeId: Id }),
    reply: Nothing,
    refusals: { "people.noticeUnknown": 404 },
  },
  readNotices: {
    summary: "Mark everything about one account as read, up to the newest that was seen",
    method: "POST",
    path: "/api/v1/me/notices/readings",
    permit: "me",
    body: z.strictObject({ accountId: Id, newest: Id }),
    reply: z.object({ read: z.number().int() }),
  },
  noticePreferences: {
    summary: "Where I am written to, and about what",
    method: "GET",
    path: "/api/v1/me/notice-preferences",
    permit: "me",
    reply: z.object({
      signIn: z.string(),
      /** The confirmed address, or null: then mails go to the sign-in address. */
      address: z.string().nullable(),
      /** The address that still has to be confirmed, and until when its link opens. */
      asked: z.object({ address: z.string(), until: Instant }).nullable(),
      kinds: z.array(z.object({ kind: Kind, mailed: z.boolean(), refusable: z.boolean() })),
    }),
  },
  setNoticeKinds: {
    summary: "Choose the kinds that are mailed; what may not be refused is not among them",
    method: "PUT",
    path: "/api/v1/me/notice-preferences/kinds",
    permit: "me",
    body: z.strictObject({ refused: z.array(z.enum(refusableKinds)).max(refusableKinds.length) }),
    reply: Nothing,
  },
  askNoticeAddress: {
    summary: "Ask to be written to at another address: a link goes there, and until it is confirmed nothing changes",
    method: "POST",
    path: "/api/v1/me/notice-address",
    permit: "me",
    body: z.strictObject({ email: Email }),
    reply: z.object({ until: Instant }),
    status: 202,
    idempotent: true,
    refusals: { ...tries, "people.personalMail": 422, "people.sharedMailbox": 422, "people.noticeAddressSame": 422 },
  },
  dropNoticeAddress: {
    summary: "Be written to at the sign-in address again, and forget an address that was asked for",
    method: "DELETE",
    path: "/api/v1/me/notice-address",
    permit: "me",
    reply: Nothing,
  },
  noticeAddress: {
    summary: "Which address a link confirms; looking confirms nothing",
    method: "GET",
    path: "/api/v1/notice-addresses/{token}",
    permit: "link",
    params: TokenParams,
    reply: z.object({ address: z.string(), expiresAt: Instant }),
    refusals: link,
  },
  confirmNoticeAddress: {
    summary: "Confirm the address by the link that went there",
    method: "POST",
    path: "/api/v1/notice-addresses/{token}",
    permit: "link",
    params: TokenParams,
    reply: z.object({ address: z.string() }),
    refusals: link,
  },
  unsubscription: {
    summary: "Which kind of mail a link ends; looking ends nothing",
    method: "GET",
    path: "/api/v1/unsubscribe/{token}",
    permit: "link",
    params: TokenParams,
    reply: z.object({ kind: Kind, refused: z.boolean() }),
    refusals: { "people.linkUnknown": 404 },
  },
  unsubscribe: {
    summary: "End this kind of mail by one press (RFC 8058); the notices stay in the list",
    method: "POST",
    path: "/api/v1/unsubscribe/{token}",
    permit: "link",
    params: TokenParams,
    body: z.strictObject({ "List-Unsubscribe": z.literal("One-Click").optional() }),
    reply: z.object({ kind: Kind }),
    refusals: { "people.linkUnknown": 404 },
  },
});
