import { startAuthentication, startRegistration, WebAuthnError } from "@simplewebauthn/browser";

export { browserSupportsWebAuthn } from "@simplewebauthn/browser";

/** Why the device gave nothing: it has a passkey for this account already, or the person closed its window. */
export type Silence = "passkeyTwice" | "passkeyCancelled";

type Options = Readonly<Record<string, unknown>>;

const silence = (thrown: unknown): Silence =>
  thrown instanceof WebAuthnError && thrown.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED" ? "passkeyTwice" : "passkeyCancelled";

/** Asks the device for a new passkey. */
export async function makePasskey(options: Options) {
  try {
    return await startRegistration({ optionsJSON: options as never });
  } catch (thrown) {
    return silence(thrown);
  }
}

/** Asks the device to sign with one of its passkeys. */
export async function signWithPasskey(options: Options) {
  try {
    return await startAuthentication({ optionsJSON: options as never });
  } catch (thrown) {
    return silence(thrown);
  }
}
