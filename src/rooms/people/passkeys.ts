import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { House } from "../../server/house.ts";
import type { Passkey } from "./factors.store.ts";

/** Web Authentication Level 3. A passkey belongs to the public address: its host is the relying party, its origin what a browser signs. */
const partyOf = (house: House) => ({ rpID: new URL(house.url).hostname, origin: house.url });

const descriptors = (passkeys: readonly Passkey[]) =>
  passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports: [...transports] as "internal"[] }));

/** What the browser needs to make a passkey: kept on the device, opened by finger, face or PIN. */
export const creationOptions = (
  house: House,
  who: { id: string; email: string; name: string },
  portal: string,
  known: readonly Passkey[],
) =>
  generateRegistrationOptions({
    rpName: portal,
    rpID: partyOf(house).rpID,
    userID: Uint8Array.from(Buffer.from(who.id, "utf8")),
    userName: who.email,
    userDisplayName: who.name,
    attestationType: "none",
    excludeCredentials: descriptors(known),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });

/** @param known without them any passkey of this house may answer, and says itself whose it is. */
export const requestOptions = (house: House, known?: readonly Passkey[]) =>
  generateAuthenticationOptions({
    rpID: partyOf(house).rpID,
    userVerification: "required",
    ...(known && { allowCredentials: descriptors(known) }),
  });

/** What the browser says was signed; undefined when it is not readable. */
export function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8")) as { challenge?: unknown };
    return typeof challenge === "string" ? challenge : undefined;
  } catch {
    return undefined;
  }
}

/** The new passkey, or undefined when anything about it is not as it must be: origin, host, challenge, presence, verification. */
export async function madeBy(house: House, response: RegistrationResponseJSON, challenge: string) {
  const { rpID, origin } = partyOf(house);
  const checked = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch(() => undefined);
  return checked?.verified ? checked.registrationInfo.credential : undefined;
}

/** How far the passkey has counted, or undefined when the signature, or what it stands for, is not right. */
export async function signedBy(
  house: House,
  response: AuthenticationResponseJSON,
  challenge: string,
  passkey: Passkey,
): Promise<number | undefined> {
  const { rpID, origin } = partyOf(house);
  const checked = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: { id: passkey.credentialId, publicKey: Uint8Array.from(passkey.publicKey), counter: passkey.counter },
  }).catch(() => undefined);
  return checked?.verified ? checked.authenticationInfo.newCounter : undefined;
}
