import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import Provider from "oidc-provider";
import type { Answer, Caller } from "./house.ts";

type Json = Record<string, unknown>;

/** What a person's token says, besides who they are. */
export type ProviderPerson = { email?: string; email_verified?: unknown; given_name?: string; family_name?: string; groups?: string[] };

/** What stands between the provider and whoever asks it: a provider that lies, breaks or answers something else. */
export type Tamper = {
  /** The ID token's claims, changed and signed again with the provider's own key (or with `key`, or `alg: none`). */
  claims?: (claims: Json) => Json;
  signWith?: "own" | "another" | "nobody";
  /** Another answer altogether, by path. */
  answer?: (path: string) => { status: number; body?: string; headers?: Record<string, string> } | "silence" | undefined;
};

type SigningKey = { kid: string; jwk: Json; privateKey: ReturnType<typeof generateKeyPairSync>["privateKey"] };
const newKey = (): SigningKey => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const kid = randomUUID();
  return { kid, privateKey, jwk: { ...(privateKey.export({ format: "jwk" }) as Json), kid, use: "sig", alg: "RS256" } };
};

/**
 * A certified OpenID provider, running on this machine: the real one, with whose answers a test may tamper on the way out. People sign in by
 * their login, whatever the password.
 */
export class TestProvider {
  readonly people = new Map<string, ProviderPerson>();
  tamper: Tamper = {};
  /** How often each path was asked. */
  readonly asked: string[] = [];
  private keys: SigningKey[] = [newKey()];
  private handler!: (request: IncomingMessage, response: ServerResponse) => void;

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
    private readonly callback: string,
  ) {}

  static async start(callback: string): Promise<TestProvider> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as { port: number };
    const provider = new TestProvider(server, `http://localhost:${port}`, callback);
    provider.open();
    server.on("request", (request, response) => provider.serve(request, response));
    return provider;
  }

  readonly clientId = "entente";
  readonly clientSecret = "a secret of the test provider's own client";

  /** The provider with its present keys; opened again, it has forgotten everybody's session. */
  private open(): void {
    const configuration = {
      clients: [
        {
          client_id: this.clientId,
          client_secret: this.clientSecret,
          redirect_uris: [this.callback],
          grant_types: ["authorization_code"],
          response_types: ["code"],
        },
      ],
      jwks: { keys: this.keys.map(({ jwk }) => jwk) },
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["given_name", "family_name", "groups"] },
      conformIdTokenClaims: false,
      findAccount: (_: unknown, id: string) => ({ accountId: id, claims: async () => ({ sub: id, ...this.people.get(id) }) }),
      // Nobody is asked whether they agree: what is tried here is what comes back.
      loadExistingGrant: async (context: {
        oidc: { provider: Provider; session: { accountId: string }; client: { clientId: string } };
      }) => {
        const { provider, session, client } = context.oidc;
        const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
        grant.addOIDCScope("openid email profile");
        await grant.save();
        return grant;
      },
      ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 3600, IdToken: 600, Interaction: 600, Session: 3600 },
      cookies: { keys: ["the test provider's cookies"] },
      features: { devInteractions: { enabled: true } },
      pkce: { required: () => true },
    };
    this.handler = new Provider(this.issuer, configuration as never).callback();
  }

  /** New keys; the old ones are published no more. */
  rotate(): void {
    this.keys = [newKey()];
    this.open();
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? "/", this.issuer).pathname;
    this.asked.push(path);
    const instead = this.tamper.answer?.(path);
    if (instead === "silence") return;
    if (instead) {
      response.writeHead(instead.status, { "content-type": "application/json", ...instead.headers }).end(instead.body ?? "{}");
      return;
    }
    if (path === "/token" && (this.tamper.claims || this.tamper.signWith)) this.resign(response);
    this.handler(request, response);
  }

  private resign(response: ServerResponse): void {
    const end = response.end.bind(response);
    response.end = ((chunk: unknown) => {
      const said = JSON.parse(String(chunk)) as { id_token?: string };
      if (said.id_token === undefined) return end(chunk as string);
      const claims = JSON.parse(Buffer.from(said.id_token.split(".")[1]!, "base64url").toString()) as Json;
      const body = JSON.stringify({ ...said, id_token: this.sign(this.tamper.claims?.(claims) ?? claims) });
      response.setHeader("content-length", Buffer.byteLength(body));
      return end(body);
    }) as typeof response.end;
  }

  private sign(claims: Json): string {
    const { signWith = "own" } = this.tamper;
    const key = this.keys[0]!;
    const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString("base64url");
    if (signWith === "nobody") return `${part({ alg: "none" })}.${part(claims)}.`;
    const signed = `${part({ alg: "RS256", kid: key.kid })}.${part(claims)}`;
    const { privateKey } = signWith === "own" ? key : newKey();
    return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url")}`;
  }

  /** What an administrator types. */
  get typed() {
    return { issuer: this.issuer, clientId: this.clientId, clientSecret: this.clientSecret };
  }

  /** Signs in at the provider's own pages, without a browser. @returns where it sends the person back to. */
  async signIn(location: string, login: string): Promise<string> {
    const jar = new Map<string, string>();
    let url = location;
    let form: string | undefined;
    for (let hop = 0; hop < 12; hop++) {
      if (url.startsWith(this.callback)) return url;
      const answer: Response = await fetch(url, {
        redirect: "manual",
        headers: {
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
          ...(form !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
        },
        ...(form !== undefined && { method: "POST", body: form }),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [name, ...value] = line.split(";")[0]!.split("=");
        jar.set(name!, value.join("="));
      }
      form = undefined;
      const next = answer.headers.get("location");
      if (next) url = new URL(next, url).href;
      else if (url.includes("/interaction/")) form = new URLSearchParams({ prompt: "login", login, password: "any" }).toString();
      else throw new Error(`the provider answered ${answer.status} at ${url}: ${(await answer.text()).slice(0, 300)}`);
    }
    throw new Error("the provider sent us round in circles");
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

/** Comes back to the house with what the provider gave, and says where it leads. */
export async function comeBack(browser: Caller, address: string): Promise<{ answer: Answer<unknown>; location: URL }> {
  const { pathname, search } = new URL(address);
  const answer = await browser.send("GET", pathname + search);
  return { answer, location: new URL(answer.headers.get("location") ?? "none:") };
}
