import * as oidc from "openid-client";
import type { Decision } from "../../kit/decision.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { House } from "../../server/house.ts";
import type { Asked } from "../../server/outbound.ts";
import { askOutside, mayReach, OutboundError } from "../../server/outbound.ts";
import type { Claims } from "./providers.rules.ts";
import { readClaims } from "./providers.rules.ts";

/** How a directory's provider is reached. The secret is in the clear here, and nowhere that is kept. */
export type ProviderClient = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly groupsClaim: string;
};

/** What one sign-in through a provider must find again at its end. */
export type Secrets = { readonly state: string; readonly nonce: string; readonly verifier: string };

export type ProviderTrouble =
  | "people.providerForbidden"
  | "people.providerDown"
  | "people.providerUnfit"
  | "people.providerClientRefused"
  | "people.providerSaidNo"
  | "people.providerAnswerWrong";

const toleranceSeconds = 30;

const reachOf = (house: House) => ({ loopback: house.settings.sandbox !== "off", seconds: 8 });

/** One address for all providers: it is what an administrator registers at theirs. */
export const callbackAddress = (house: House): string => `${house.url}/api/v1/provider-sign-ins/callback`;

export const isReachable = (house: House, issuer: string): boolean => mayReach(new URL(issuer), reachOf(house));

/** In the header, as every provider takes it, unless it says that it reads the body alone (RFC 6749 §2.3.1). */
const byHeaderOrBody = (secret: string): oidc.ClientAuth => {
  const [header, inBody] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    return (methods.includes("client_secret_basic") ? header : inBody)(server, ...rest);
  };
};

/** The provider's own description, asked afresh each time: rotated keys and moved addresses are in force at once. */
async function configure(house: House, client: ProviderClient): Promise<oidc.Configuration> {
  const reach = reachOf(house);
  const issuer = new URL(client.issuer);
  const fetch: oidc.CustomFetch = (address, options) =>
    askOutside(
      address,
      {
        method: options.method,
        headers: options.headers as NonNullable<Asked["headers"]>,
        body: options.body === null || options.body === undefined ? undefined : String(options.body),
      },
      reach,
    );
  const configuration = await oidc.discovery(
    issuer,
    client.clientId,
    { [oidc.clockTolerance]: toleranceSeconds },
    byHeaderOrBody(client.clientSecret),
    { [oidc.customFetch]: fetch, execute: issuer.protocol === "http:" ? [oidc.allowInsecureRequests] : [] },
  );
  // The signature is checked although the token comes straight from the provider: what is kept is worth more than a connection.
  oidc.enableNonRepudiationChecks(configuration);
  return configuration;
}

const causes = (error: unknown): object[] =>
  typeof error === "object" && error !== null ? [error, ...causes((error as { cause?: unknown }).cause)] : [];

/** What went wrong, as somebody can act on it. What the library and the provider said goes to the log. */
function troubleOf(house: House, client: ProviderClient, error: unknown) {
  const all = causes(error);
  const { host } = new URL(client.issuer);
  const outside = all.find((one) => one instanceof OutboundError);
  const said = all.find((one) => one instanceof oidc.ResponseBodyError || one instanceof oidc.AuthorizationResponseError);
  const code = (all.find((one) => (one as { code?: string }).code) as { code?: string } | undefined)?.code ?? "unknown";
  house.log.warn({ issuer: client.issuer, why: outside?.why ?? code, said: said?.error }, "a sign-in provider gave trouble");

  if (outside) return refuse(outside.why === "forbidden" ? "people.providerForbidden" : "people.providerDown", { host });
  if (said instanceof oidc.AuthorizationResponseError) return refuse("people.providerSaidNo", { host, said: said.error.slice(0, 60) });
  if (said && /client|unauthorized/.test(said.error)) return refuse("people.providerClientRefused", { host });
  return refuse("people.providerAnswerWrong", { host });
}

/** A provider that lacks what a sign-in here rests on is told so before anybody is sent there. */
const isFit = (configuration: oidc.Configuration): boolean => {
  const { authorization_endpoint, token_endpoint, jwks_uri, code_challenge_methods_supported: methods } = configuration.serverMetadata();
  return Boolean(authorization_endpoint && token_endpoint && jwks_uri) && (methods === undefined || methods.includes("S256"));
};

async function describedBy(house: House, client: ProviderClient): Promise<Decision<oidc.Configuration, ProviderTrouble>> {
  const { host } = new URL(client.issuer);
  try {
    const configuration = await configure(house, client);
    return isFit(configuration) ? accept(configuration) : refuse("people.providerUnfit", { host });
  } catch (error) {
    const trouble = troubleOf(house, client, error);
    return trouble.code === "people.providerAnswerWrong" ? refuse("people.providerUnfit", { host }) : trouble;
  }
}

/** Where somebody is sent to sign in (RFC 6749 §4.1 with PKCE, RFC 7636), and what must be kept until they are back. */
export async function sendTo(
  house: House,
  client: ProviderClient,
  hint: string | undefined,
): Promise<Decision<{ location: string; secrets: Secrets }, ProviderTrouble>> {
  const described = await describedBy(house, client);
  if (!described.ok) return described;
  const secrets = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
  const location = oidc.buildAuthorizationUrl(described.value, {
    redirect_uri: callbackAddress(house),
    scope: "openid email profile",
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: "S256",
    ...(hint !== undefined && { login_hint: hint }),
  });
  return accept({ location: location.href, secrets });
}

/**
 * What came back, checked: state, issuer, audience, times, nonce and signature of the ID token, then the provider's page about the person where
 * the token is silent (its subject must be the same).
 */
export async function readAnswer(
  house: House,
  client: ProviderClient,
  secrets: Secrets,
  query: Readonly<Record<string, string>>,
): Promise<Decision<Claims, ProviderTrouble>> {
  const address = new URL(callbackAddress(house));
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  const described = await describedBy(house, client);
  if (!described.ok) return described;
  try {
    const tokens = await oidc.authorizationCodeGrant(described.value, address, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.verifier,
      idTokenExpected: true,
    });
    const token = tokens.claims()!;
    // A provider of many companies may sign for another of them: an issuer is one company's, letter by letter.
    if (token.iss !== described.value.serverMetadata().issuer)
      return refuse("people.providerAnswerWrong", { host: new URL(client.issuer).host });
    const vouched = token.email !== undefined && token.email_verified !== undefined;
    const silent = !vouched || token[client.groupsClaim] === undefined || token.given_name === undefined;
    const page: Readonly<Record<string, unknown>> =
      silent && described.value.serverMetadata().userinfo_endpoint
        ? await oidc.fetchUserInfo(described.value, tokens.access_token, token.sub)
        : {};
    // An address and the word for it come from one and the same place.
    const { email, email_verified } = vouched ? token : page;
    return accept(readClaims({ ...page, ...token, email, email_verified }, client.groupsClaim));
  } catch (error) {
    return troubleOf(house, client, error);
  }
}

export type Check = "address" | "description" | "method" | "keys" | "client";
export type Checked = { readonly check: Check; readonly ok: boolean; readonly trouble?: ProviderTrouble };

/** Goes as far as one can without a person, and says of each thing how it stands. What follows a failure is not tried. */
export async function testProvider(house: House, client: ProviderClient): Promise<Checked[]> {
  if (!isReachable(house, client.issuer)) return [{ check: "address", ok: false, trouble: "people.providerForbidden" }];
  const done: Checked[] = [];
  try {
    const configuration = await configure(house, client);
    done.push({ check: "address", ok: true }, { check: "description", ok: true });
    if (!isFit(configuration)) return [...done, { check: "method", ok: false, trouble: "people.providerUnfit" }];
    done.push({ check: "method", ok: true });
    const keys = await askOutside(configuration.serverMetadata().jwks_uri!, {}, reachOf(house));
    const read = (await keys.json().catch(() => ({}))) as { keys?: unknown[] };
    if (!keys.ok || !Array.isArray(read.keys) || read.keys.length === 0)
      return [...done, { check: "keys", ok: false, trouble: "people.providerUnfit" }];
    done.push({ check: "keys", ok: true });
    done.push(await testClient(house, client, configuration));
  } catch (error) {
    const trouble = troubleOf(house, client, error);
    const check = trouble.code === "people.providerForbidden" || trouble.code === "people.providerDown" ? "address" : "description";
    done.push({ check, ok: false, trouble: trouble.code === "people.providerAnswerWrong" ? "people.providerUnfit" : trouble.code });
  }
  return done;
}

/** A code that nobody gave out must be refused for being none; a wrong client or secret is refused before that (RFC 6749 §5.2). */
async function testClient(house: House, client: ProviderClient, configuration: oidc.Configuration): Promise<Checked> {
  const address = new URL(callbackAddress(house));
  address.search = new URLSearchParams({ code: "none", iss: configuration.serverMetadata().issuer }).toString();
  try {
    await oidc.authorizationCodeGrant(configuration, address, { pkceCodeVerifier: oidc.randomPKCECodeVerifier() });
    return { check: "client", ok: false, trouble: "people.providerAnswerWrong" };
  } catch (error) {
    const said = causes(error).find((one) => one instanceof oidc.ResponseBodyError);
    if (said && /invalid_grant|invalid_request/.test(said.error)) return { check: "client", ok: true };
    return { check: "client", ok: false, trouble: troubleOf(house, client, error).code };
  }
}
