import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, Day, Id, Language, MoneyView, optionalLine, pageOf, pageQuery } from "../../wire.ts";
import { billingKinds } from "./rules.ts";

const Line = z.object({
  id: Id,
  kind: z.enum(billingKinds),
  number: z.string(),
  issuedOn: Day,
  order: z.object({ id: Id, number: z.string() }),
  membershipId: Id.nullable(),
  /** What was sold, and for which days. */
  what: z.string(),
  from: Day,
  to: Day,
  net: MoneyView,
  tax: MoneyView,
  total: MoneyView,
  /** The number of the invoice that a credit note corrects. */
  corrects: z.string().nullable(),
});
const DeskLine = Line.extend({ accountId: Id, company: z.string(), partnerId: z.string() });

/** `language`: of the file; the reader's own unless another is asked for. `as=inline` lets a browser show it. */
const fileQuery = z.strictObject({ language: Language.optional(), as: z.enum(["inline", "attachment"]).default("attachment") });
const absent = { "invoicing.notFound": 404 } as const;
const period = { from: Day, to: Day };
const periodRefusals = { "invoicing.daysReversed": 422, "invoicing.tooManyDays": 422 } as const;
const account = "/api/v1/accounts/{accountId}/billing-documents";
const office = "/api/v1/office/billing-documents";

export const invoicing = contract({
  list: {
    summary: "The company's invoices, credit notes and receipts, newest first, or those of one membership",
    method: "GET",
    path: account,
    permit: "billing.documents",
    params: AccountParams,
    query: pageQuery.extend({ kind: z.enum(billingKinds).optional(), membershipId: Id.optional() }),
    reply: pageOf(Line),
  },
  file: {
    summary:
      "« Télécharger la facture »: a billing document as a sealed PDF, made when it is first asked for and the same bytes ever after",
    method: "GET",
    path: `${account}/{documentId}/file`,
    permit: "billing.documents",
    params: AccountParams.extend({ documentId: Id }),
    query: fileQuery,
    reply: z.object({}),
    file: "application/pdf",
    refusals: absent,
  },
  desk: {
    summary: "For the vendor's staff: everybody's billing documents, newest first, by kind, days, number, order or partner ID",
    method: "GET",
    path: office,
    permit: "office.invoices",
    query: pageQuery.extend({
      kind: z.enum(billingKinds).optional(),
      from: Day.optional(),
      to: Day.optional(),
      search: optionalLine(40),
    }),
    reply: pageOf(DeskLine),
  },
  deskFile: {
    summary: "For the vendor's staff: a billing document as the company has it",
    method: "GET",
    path: `${office}/{documentId}/file`,
    permit: "office.invoices",
    params: z.strictObject({ documentId: Id }),
    query: fileQuery,
    reply: z.object({}),
    file: "application/pdf",
    refusals: absent,
  },
  export: {
    summary:
      "For the vendor's accountants: every billing document issued in a period as CSV (RFC 4180), in the order of issue; a credit note takes away",
    method: "GET",
    path: "/api/v1/office/billing-documents.csv",
    permit: "office.invoices",
    query: z.strictObject({ ...period, bom: z.enum(["true", "false"]).default("false") }),
    reply: z.object({}),
    file: "text/csv; charset=utf-8; header=present",
    refusals: periodRefusals,
  },
});
