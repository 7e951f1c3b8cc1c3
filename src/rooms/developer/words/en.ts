import type { Catalog } from "../../../kit/words.ts";
import type * as fr from "./fr.ts";

export const refusals: Catalog<typeof fr.refusals> = {
  "developer.nameTaken": "“{name}” is another publisher’s name already. Add what sets you apart, for example your town or your legal form.",
  "developer.publisherMoved": "The profile has changed since you opened it. Read it again, then save once more.",
  "developer.bothKinds": "An application cannot serve a reseller and a control panel vendor at once. Register two.",
  "developer.useNotEnrolled": "Your company is enrolled in no programme for this use: {programmes}.",
  "developer.applicationNotFound": "This account has no such application.",
  "developer.retired": "This application is retired. Register another one.",
  "developer.peopleOnly": "A token is created in a person’s name, never in an application’s.",
  "developer.tooManyTokens": {
    one: "This application already has {count} token in service, which is the most it may have. Revoke it.",
    other: "This application already has {count} tokens in service, which is the most it may have. Revoke one.",
  },
  "developer.tokenNotFound": "This application has no such token.",
  "developer.tokenRevoked": "This token is revoked already.",
};

export const facts: Catalog<typeof fr.facts> = {
  "publisher.saved": "Publisher profile saved: {name}, {publisherId}",
  "application.registered": "Application registered: {name}",
  "application.changed": "Application changed: {name}",
  "application.retired": "Application retired: {name}",
  "token.created": "Token created for {name}: {label}, ending in {ending}",
  "token.revoked": "Token revoked from {name}: {label}, ending in {ending}",
};
