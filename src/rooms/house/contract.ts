import { z } from "zod";
import { contract, programmeKinds, staffRoles } from "../../permissions.ts";
import { AccountParams, Day, DoorView, Id, Instant, Language, RoleName } from "../../wire.ts";
import { membership } from "../memberships/rules.ts";

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
      /** The domain of the directory that the person signs in with; null for those of no company. */
      directory: z.string().nullable(),
      complete: z.boolean(),
      mustChangePassword: z.boolean(),
      /** A company of theirs waits for a second factor: nothing else opens before there is one. */
      factorDue: z.boolean(),
      accounts: z.array(
        z.object({
          id: Id,
          name: z.string(),
          partnerId: z.string(),
          roles: z.array(RoleName),
          roleLabels: z.array(z.string()),
          /** What was written to me about this account, or about me alone, and not read yet. */
          unread: z.number().int(),
          /** The permits to see something that these roles open: the menu shows their entries and no others (F-164). */
          views: z.array(z.string()),
          /** The last day of the network's membership once it has lapsed: the account is read-only since. */
          networkEndedOn: Day.nullable(),
          /** What the company is enrolled in; `mine` where the reader's own roles enter it: those stand in their menu. */
          programmes: z.array(
            z.object({
              id: z.string(),
              kind: z.enum(programmeKinds),
              name: z.string(),
              title: z.string(),
              settings: z.enum(["partner", "developer"]),
              mine: z.boolean(),
            }),
          ),
        }),
      ),
      staff: z.object({ roles: z.array(z.enum(staffRoles)) }).nullable(),
      enrolment: z.object({ step: z.enum(["profile", "agreement", "roles"]), accountId: Id.nullable() }).nullable(),
    })
    .nullable(),
});

export const tourEnds = ["finished", "dismissed"] as const;
const Tour = z.object({ due: z.boolean(), ended: z.enum(tourEnds).nullable(), endedAt: Instant.nullable() });

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
    permit: "self.view",
    params: AccountParams,
    reply: z.object({ doors: z.record(z.string(), DoorView) }),
  },
  steps: {
    summary: "The next steps of the account: each open, closed by its own door's answer, or taken already",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/steps",
    permit: "account.view",
    params: AccountParams,
    reply: z.object({
      items: z.array(
        z.object({
          id: z.enum(["network", "users", "starterPack", "benefits", "competencies"]),
          door: DoorView,
          /** Where it is about a page of another site. */
          link: z.object({ url: z.string(), label: z.string(), notice: z.string().nullable() }).nullable(),
          /** The membership that the step is about is running: nothing is left to buy. */
          owned: z.object({ membershipId: Id, endsOn: Day }).nullable(),
          /** What is to be renewed: until when the term runs, until when everything stays, and how it stands today. */
          due: z.object({ endsOn: Day, keptUntil: Day, state: z.enum(membership.states) }).nullable(),
        }),
      ),
    }),
  },
  guides: {
    summary: "What one may want to do in this account, and the page where it is done",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/guides",
    permit: "account.view",
    params: AccountParams,
    reply: z.object({
      items: z.array(z.object({ id: z.string(), task: z.string(), title: z.string(), page: z.string() })),
    }),
  },
  tour: {
    summary: "Whether the introductory tour is offered to this person by itself",
    method: "GET",
    path: "/api/v1/me/tour",
    permit: "me",
    reply: Tour,
  },
  endTour: {
    summary: "The introductory tour was finished or dismissed: it is not offered by itself again, and can be taken whenever one likes",
    method: "PUT",
    path: "/api/v1/me/tour",
    permit: "me",
    body: z.strictObject({ ended: z.enum(tourEnds) }),
    reply: Tour,
  },
});
