import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

vi.mock("virtual:endpoints", () => ({
  default: {
    "people.signIn": ["POST", "/api/v1/sessions", "p"],
    "seats.list": ["GET", "/api/v1/accounts/{accountId}/seats", ""],
    "purchasing.order": ["POST", "/api/v1/accounts/{accountId}/orders", "i"],
    "verification.send": ["POST", "/api/v1/accounts/{accountId}/documents", "iu"],
    "agreements.document": ["GET", "/api/v1/agreements/{agreementId}/document", "f"],
    "house.shell": ["GET", "/api/v1/shell", "p"],
  },
}));

// Another file of this worker may have loaded the client already, with other endpoints.
vi.resetModules();
const { request, tuneApi, address } = await import("./request.ts");
const { intentions } = await import("./act.ts");
const { Problem } = await import("./problem.ts");

type Sent = { url: string; init: RequestInit & { headers: Headers } };
const sent: Sent[] = [];
let answer: () => Promise<Response> | Response;
const json = (status: number, body: unknown, type = "application/json") =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { "content-type": type } });
const problem = (status: number, body: object) => json(status, { status, title: "Non", ...body }, "application/problem+json");

beforeEach(() => {
  sent.length = 0;
  answer = () => json(200, { fine: true });
  vi.stubGlobal("fetch", async (url: string, init: Sent["init"]) => {
    sent.push({ url, init });
    return answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

const refused = async (name: string, input: Record<string, unknown> = {}) => {
  const thrown = await request(name, input).then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Problem);
  return thrown as InstanceType<typeof Problem>;
};

describe("what is sent", () => {
  test("path parts are filled and escaped, the rest goes into the query, empty values do not", () => {
    expect(address("/a/{id}/b", { id: "x/y", q: "é", page: 2, none: undefined, blank: "", body: {}, many: ["1", "2"] })).toBe(
      "/a/x%2Fy/b?q=%C3%A9&page=2&many=1&many=2",
    );
  });

  test("the body goes as JSON in the reader's language, with the cookie of this site alone", async () => {
    tuneApi({ lang: "en" });
    await request("people.signIn", { body: { email: "a@b.example" } });
    const [{ url, init }] = sent as [Sent];
    expect([url, init.method, init.body, init.credentials]).toEqual(["/api/v1/sessions", "POST", '{"email":"a@b.example"}', "same-origin"]);
    expect(init.headers.get("accept-language")).toBe("en");
    expect(init.headers.get("content-type")).toBe("application/json");
    expect(init.headers.get("idempotency-key")).toBeNull();
  });

  test("a file goes as a form, with the other fields beside it", async () => {
    await request("verification.send", {
      accountId: "k",
      body: { kind: "register" },
      file: new File(["%PDF"], "kbis.pdf", { type: "application/pdf" }),
    });
    const form = sent[0]!.init.body as FormData;
    expect(form.get("kind")).toBe("register");
    expect((form.get("file") as File).name).toBe("kbis.pdf");
    expect(sent[0]!.init.headers.get("content-type")).toBeNull();
  });

  test("an endpoint that charges or mails gets a key, the others none", async () => {
    await request("purchasing.order", { accountId: "k", body: {} });
    await request("seats.list", { accountId: "k" });
    expect(sent[0]!.init.headers.get("idempotency-key")).toMatch(/^[0-9a-f]{32}$/);
    expect(sent[1]!.init.headers.get("idempotency-key")).toBeNull();
  });

  test("an unknown endpoint is a mistake of ours, said at once", async () => {
    await expect(request("seats.unknown")).rejects.toThrow("no endpoint seats.unknown");
    expect(sent).toEqual([]);
  });
});

describe("one intention, one key", () => {
  const made = () => {
    let last = 0;
    return intentions(() => `key-${++last}`);
  };

  test("after silence the same press has the same key", () => {
    const one = made();
    expect(one.keyFor({ body: { a: 1 } })).toBe(one.keyFor({ body: { a: 1 } }));
  });

  test("after an answer, or with another body, it is another intention", () => {
    const one = made();
    const first = one.keyFor({ a: 1 });
    const changed = one.keyFor({ a: 2 });
    one.answered();
    expect(new Set([first, changed, one.keyFor({ a: 2 })]).size).toBe(3);
  });
});

describe("what is answered", () => {
  test("a refusal carries its code, its fields and its door as the server worded them", async () => {
    const door = { open: false, text: "Fermé", reasons: [], holders: [] };
    answer = () => problem(409, { code: "seats.noneLeft", detail: "Plus de place libre.", door, params: { quantity: 3 } });
    const thrown = await refused("seats.list", { accountId: "k" });
    expect([thrown.status, thrown.code, thrown.message, thrown.door, thrown.params]).toEqual([
      409,
      "seats.noneLeft",
      "Plus de place libre.",
      door,
      { quantity: 3 },
    ]);
  });

  test("no answer at all is a problem of its own: nobody knows what was done", async () => {
    answer = () => Promise.reject(new TypeError("Failed to fetch"));
    expect((await refused("purchasing.order", { accountId: "k" })).unanswered).toBe(true);
  });

  test("an answer from something between us and the server counts as none", async () => {
    answer = () => new Response("<h1>Bad gateway</h1>", { status: 502 });
    expect((await refused("purchasing.order", { accountId: "k" })).unanswered).toBe(true);
  });

  test("a breakdown of the server is an answer, with its reference", async () => {
    answer = () => problem(500, { correlationId: "7F3K-20" });
    const thrown = await refused("seats.list", { accountId: "k" });
    expect([thrown.unanswered, thrown.correlationId]).toEqual([false, "7F3K-20"]);
  });

  test("an empty answer is nothing, a file is its bytes", async () => {
    answer = () => new Response(null, { status: 204 });
    expect(await request("seats.list", { accountId: "k" })).toBeUndefined();
    answer = () => new Response("%PDF-1.7", { headers: { "content-type": "application/pdf" } });
    expect(await ((await request("agreements.document", { agreementId: "x" })) as Blob).text()).toBe("%PDF-1.7");
  });

  test("an ended session sends to the sign-in, a wrong password does not", async () => {
    const ended = vi.fn();
    tuneApi({ onSignedOut: ended });
    answer = () => problem(401, { code: "session.missing" });
    await refused("seats.list", { accountId: "k" });
    expect(ended).toHaveBeenCalledTimes(1);
    await refused("people.signIn", { body: {} });
    expect(ended).toHaveBeenCalledTimes(1);
  });

  test("a reading that was called off is not a problem", async () => {
    const off = new AbortController();
    answer = () => {
      off.abort();
      return Promise.reject(new DOMException("off", "AbortError"));
    };
    await expect(request("seats.list", { accountId: "k" }, undefined, off.signal)).rejects.toThrow("off");
  });
});
