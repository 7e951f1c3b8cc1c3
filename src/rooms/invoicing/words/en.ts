import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "invoicing.notFound": "This document does not exist in this account.",
  "invoicing.daysReversed": "The period ends on {toOn}, before it begins on {fromOn}. Choose an end that follows the beginning.",
  "invoicing.tooManyDays": "{count} days asked for. Accepted: {most} at most. Make a second export for the rest.",
};

export const facts: Catalog<typeof fr.facts> = {
  "invoice.issued": "Invoice {number} issued for order {order}",
  "creditNote.issued": "Credit note {number} issued for order {order}",
  "receipt.issued": "Receipt {number} issued for order {order}",
};

export const paper: Catalog<typeof fr.paper> = {
  invoice: "Invoice",
  creditNote: "Credit note",
  receipt: "Receipt",
  byCard: "{brand} card ending in {last4}",
  byTransfer: "bank transfer",
  reason: "Billing document",
};

export const columns: Catalog<typeof fr.columns> = {
  issuedOn: "Date of issue",
  kind: "Type",
  number: "Number",
  corrects: "Corrects",
  order: "Order",
  partnerId: "Partner ID",
  company: "Customer",
  country: "Country",
  vatNumber: "VAT number",
  what: "Description",
  from: "From",
  to: "To",
  currency: "Currency",
  net: "Excl. VAT",
  treatment: "VAT treatment",
  rate: "Rate",
  tax: "VAT",
  total: "Incl. VAT",
  exemption: "Certificate",
  payment: "Payment",
  paidOn: "Date of payment",
};

export const treatments: Catalog<typeof fr.treatments> = {
  standard: "Country’s rate",
  reverseCharge: "Reverse charge",
  exempt: "Exempt",
  outOfScope: "Out of scope",
};

export const ledger: Catalog<typeof fr.ledger> = { file: "accounting" };

export const screens: Catalog<typeof fr.screens> = {
  title: "Invoices and receipts",
  answer: "Every payment has its invoice and its receipt; a refund has its credit note. Their figures never change again.",
  kindFilter: "Type",
  all: "All",
  invoice: "Invoices",
  creditNote: "Credit notes",
  receipt: "Receipts",
  list: "Invoices, credit notes and receipts",
  number: "Number",
  date: "Date",
  what: "For",
  period: "{from} to {to}",
  net: "Excl. VAT",
  tax: "VAT",
  total: "Incl. VAT",
  corrects: "corrects {number}",
  file: "File",
  download: "Download",
  downloadOf: "Download {number}",
  emptyTitle: "No document yet",
  emptyText: "The invoice and the receipt of a purchase are here as soon as the payment has arrived.",
  offers: "See the offers",
  noneTitle: "No document of this type",
};

export const desk: Catalog<typeof fr.desk> = {
  title: "Invoices",
  answer: "Numbered without gaps, in the order of their issue.",
  search: "Number, order or partner ID, whole",
  company: "Customer",
  order: "Order",
  emptyTitle: "No document",
  emptyText: "Nothing was issued that fits.",
  clear: "Clear",
  exportTitle: "Accounting export",
  exportText: "Every document issued in the period, as CSV, in the order of issue. A credit note takes away.",
  from: "From",
  to: "To",
  export: "Export",
};
