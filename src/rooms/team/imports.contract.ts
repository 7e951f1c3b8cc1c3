import { z } from "zod";
import type { Contract } from "../../kit/endpoint.ts";
import type { Permit } from "../../permissions.ts";
import { AccountParams, DoorView, Id, Instant } from "../../wire.ts";
import { fields, MOST_BYTES, userImport } from "./imports.rules.ts";

const list = "/api/v1/accounts/{accountId}/user-imports" as const;
const ImportParams = AccountParams.extend({ importId: Id });

export const importEndpoints = {
  importSample: {
    summary: "A sample of the file by which people are invited, in the reader's language",
    method: "GET",
    path: "/api/v1/accounts/{accountId}/user-import-sample",
    permit: "users.add",
    params: AccountParams,
    file: "text/csv; charset=utf-8; header=present",
    reply: z.unknown(),
  },
  checkUsers: {
    summary: "Read a file of people to invite (CSV, UTF-8, 1,000 lines at most) and report on it line by line; nothing is done yet",
    method: "POST",
    path: list,
    permit: "users.add",
    params: AccountParams,
    status: 201,
    idempotent: true,
    upload: { maxBytes: MOST_BYTES },
    reply: z.object({ id: Id }),
    refusals: {
      "team.csvNoFile": 422,
      "team.csvEncoding": 422,
      "team.csvUnreadable": 422,
      "team.csvEmpty": 422,
      "team.csvMissing": 422,
      "team.csvColumn": 422,
      "team.csvTooMany": 422,
    },
  },
  userImport: {
    summary: "The report on a file: how many lines, what is wrong with which, and how far its invitations have been sent",
    method: "GET",
    path: `${list}/{importId}`,
    permit: "users.add",
    params: ImportParams,
    query: z.strictObject({
      lines: z.enum(["wrong", "right", "all"]).default("all"),
      /** The line after which to go on. */
      cursor: z.coerce.number().int().min(0).max(100_000).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({
      fileName: z.string(),
      state: z.enum(userImport.states),
      uploader: z.string(),
      uploadedAt: Instant,
      counts: z.object({ total: z.number().int(), wrong: z.number().int(), sent: z.number().int() }),
      items: z.array(
        z.object({
          line: z.number().int(),
          name: z.string(),
          email: z.string(),
          roleLabels: z.array(z.string()),
          sent: z.boolean(),
          /** What is wrong, in which column, and what would be accepted there. */
          problem: z.object({ field: z.enum(fields), column: z.string(), text: z.string() }).nullable(),
        }),
      ),
      nextCursor: z.string().nullable(),
      total: z.number().int(),
      moves: z.object({ confirm: DoorView }),
    }),
    refusals: { "team.importGone": 404 },
  },
  confirmImport: {
    summary: "Send the invitations of a file, once: each line is decided again, and what has become wrong is left out",
    method: "POST",
    path: `${list}/{importId}/confirmation`,
    permit: "users.add",
    params: ImportParams,
    status: 202,
    idempotent: true,
    reply: z.object({ state: z.enum(userImport.states) }),
    refusals: { "team.importGone": 404, "team.importConfirmed": 409, "team.importEmpty": 409, "team.importOfAnother": 403 },
  },
} as const satisfies Contract<Permit>;
