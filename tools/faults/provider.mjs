const stories = ["src/rooms/purchasing/stripe.test"];
const promises = ["src/rooms/gateway/payments"];

/** Faults of the payment provider outside the house. */
export const faults = [
  {
    name: "a payment that the bank declined stays open at the provider",
    file: "src/rooms/gateway/stripe.ts",
    find: "return declineOf(payment) === undefined ? ended(payment) : await this.end(payment);",
    replace: `const reason = declineOf(payment);\n      return reason === undefined ? ended(payment) : { outcome: "declined", reason };`,
    tests: stories,
    breaks: ["F-129 P14 a no of the bank"],
  },
  {
    name: "an attempt is closed while the buyer is at their bank",
    file: "src/rooms/purchasing/settling.ts",
    find: `= isConfirming(attempt, house.clock.machine()) ? "look" : "close"`,
    replace: `= "close"`,
    tests: stories,
    breaks: ["F-129 sends them to its page"],
  },
  {
    name: "a message of the provider is read without its signature",
    file: "src/rooms/gateway/stripe.ts",
    find: "this.stripe.webhooks.constructEvent(body, signature, this.settings.webhookSecret, TOLERANCE_SECONDS);",
    replace: "JSON.parse(body) as Stripe.Event;",
    tests: stories,
    breaks: ["F-129 forged, changed on the way"],
  },
  {
    name: "each request makes a payment of its own",
    file: "src/rooms/gateway/stripe.ts",
    find: "{ idempotencyKey: attemptId },",
    replace: "{},",
    tests: promises,
    breaks: ["F-129 one attempt is captured once"],
  },
  {
    name: "an old attempt is not looked for among the company's payments",
    file: "src/rooms/gateway/stripe.ts",
    find: "if (one.metadata.attempt === attemptId) return one;",
    replace: "if (one.metadata.attempt === ref) return one;",
    tests: stories,
    breaks: ["F-129 silence after the capture"],
  },
  {
    name: "people are sent wherever the provider says",
    file: "src/rooms/gateway/stripe.ts",
    find: `return protocol === "https:" || (protocol`,
    replace: `return protocol !== "" || (protocol`,
    tests: stories,
    breaks: ["F-127 F-129 nobody is sent to"],
  },
  {
    name: "a card is taken from another company's page",
    file: "src/rooms/gateway/stripe.ts",
    find: "if (session.customer !== customer || setup?.status",
    replace: "if (setup?.status",
    tests: stories,
    breaks: ["F-127 the token of another company's page"],
  },
];
