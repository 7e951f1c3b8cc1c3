import { z } from "zod";
import { contract, staffRoles } from "../../permissions.ts";
import { AccountParams, Day, DoorView, Id, Instant, Language, RoleName } from "../../wire.ts";

export const Shell = z.object({
  lang: Language,
  /** The business clock's instant and day. */
  now: Instant,
  today: Day,
  timeZone: z.string(),
  sandbox: z.boolean(),
  programme: z.object({
    id: z.string(),
    name: z.string(),
    labels: z.record(z.string(), z.string()),
    pages: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  me: z
    .object({
      id: Id,
      name: z.string(),
      givenName: z.string(),
      email: z.string(),
      complete: z.boolean(),
      mustChangePassword: z.boolean(),
      accounts: z.array(
        z.object({ id: Id, name: z.string(), partnerId: z.string(), roles: z.array(RoleName), roleLabels: z.array(z.string()) }),
      ),
      staff: z.object({ roles: z.array(z.enum(staffRoles)) }).nullable(),
      enrolment: z.object({ step: z.enum(["profile", "agreement", "roles"]), accountId: Id.nullable() }).nullable(),
    })
    .nullable(),
});

export const house = contract({
  shell: {
    summary: "What every page needs first: language, clock, programme's labels, the signed-in person and their accounts",
    method: "GET",
    path: "/api/v1/shell",
    permit: "public",
    early: true,
    reply: Shell,
  },
  language: {
    summary: "Choose the language of the pages, kept for this browser and for the signed-in person",
    method: "POST",
    path: "/api/v1/language",
    permit: "public",
    body: z.strictObject({ language: Language }),
    reply: z.object({ language: Language }),
  },
  page: {
    summary: "A page of the footer, from the programme's data",
    method: "GET",
    path: "/api/v1/pages/{page}",
    permit: "public",
    params: z.strictObject({ page: z.string().max(40) }),
    reply: z.object({
      title: z.string(),
      updatedOn: Day,
      sections: z.array(z.object({ heading: z.string(), paragraphs: z.array(z.string()) })),
    }),
    refusals: { "house.noSuchPage": 404 },
  },
  doors: {
    summary: "Every door of the account for me: open, or why it is closed and who has its key",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/doors",
    permit: "account.view",
    params: AccountParams,
    reply: z.object({ doors: z.record(z.string(), DoorView) }),
  },
});
