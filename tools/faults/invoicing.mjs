const stories = ["src/rooms/invoicing/invoicing.test"];
const papers = ["src/server/documents/billing.test"];

/** Faults of taxes and papers. */
export const faults = [
  {
    name: "the buyer of another country of the union is charged its tax",
    file: "src/rooms/purchasing/tax.rules.ts",
    find: `if (abroad && buyer.vatNumber !== "" &&`,
    replace: `if (!abroad && buyer.vatNumber !== "" &&`,
    project: "rules",
    tests: ["src/rooms/purchasing/tax.rules"],
    breaks: ["at home the country's rate, with a tax number or without"],
  },
  {
    name: "an exemption counts before its first day",
    file: "src/rooms/billing/store.ts",
    find: "and e.valid_from <= ${on}::date and e.valid_until >= ${on}::date order by e.valid_until desc limit 1) as exemption",
    replace: "and e.valid_until >= ${on}::date order by e.valid_until desc limit 1) as exemption",
    tests: stories,
    breaks: ["O11 a certificate in force on the day"],
  },
  {
    name: "the news heard twice makes two invoices",
    file: "src/rooms/invoicing/issuing.ts",
    find: "if (await store.isIssued(act.tx, kind, cause)) return;",
    replace: "cause = newId();",
    tests: stories,
    breaks: ["the news heard twice is one invoice"],
  },
  {
    name: "a number is taken and left without a document",
    file: "src/rooms/invoicing/store.ts",
    find: "set last = s.last + 1, last_on",
    replace: "set last = s.last + 2, last_on",
    tests: stories,
    breaks: ["every number of a series was given"],
  },
  {
    name: "a company opens another's invoice",
    file: "src/rooms/invoicing/store.ts",
    find: "from billing_documents b where b.account_id = ${accountId} and b.id = ${id}`);\n  return row && present(row);",
    replace: "from billing_documents b where ${accountId}::uuid is not null and b.id = ${id}`);\n  return row && present(row);",
    tests: stories,
    breaks: ["is nobody else's, and a made-up number"],
  },
  {
    name: "an invoice is drawn anew each time",
    file: "src/rooms/invoicing/actions.ts",
    find: "const bytes = kept ?? (await makeNow(ctx, of, lang));",
    replace: "const bytes = kept ? Buffer.concat([kept, Buffer.from(String(Date.now()))]) : await makeNow(ctx, of, lang);",
    tests: stories,
    breaks: ["G-016 is sealed, in the reader's language"],
  },
  {
    name: "a credit note adds to the ledger",
    file: "src/rooms/invoicing/rules.ts",
    find: `kind === "creditNote" ? -1 : 1`,
    replace: `kind === "creditNote" ? 1 : 1`,
    tests: stories,
    breaks: ["O11 the accounting export has a line"],
  },
  {
    name: "the data of an invoice leaves out its tax total",
    file: "src/server/documents/facturx.ts",
    find: 'tag(`ram:TaxTotalAmount currencyID="${of.net.currency}"`, decimal(of.tax)),',
    replace: "",
    tests: papers,
    breaks: ["is valid by the published schema, and its sums"],
  },
];
