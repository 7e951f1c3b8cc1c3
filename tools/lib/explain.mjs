import { Stop } from "./say.mjs";

/** Errors whose message is already the sentence a person needs. */
const plain = new Set(["StartError", "SecondCopyError", "SettingsError", "ProgrammeError", "SealIdentityError"]);

/** What a person at the terminal reads of an error: one sentence where we know one, the whole story where we do not. */
export function explain(error) {
  if (error instanceof Stop || plain.has(error?.name)) return error.message;
  if (error?.syscall === "listen" && error.code === "EADDRINUSE") {
    return `Port ${error.port} is already taken: stop what uses it, or choose another with PORT.`;
  }
  if (error?.syscall === "listen")
    return `The address ${error.address}:${error.port} cannot be used (${error.code}): choose another with HOST and PORT.`;
  if (error?.code === "ECONNREFUSED" || error?.code === "ENOTFOUND") {
    return `The database does not answer (${error.message}): is the address of DATABASE_URL right, and is it running?`;
  }
  if (error?.code === "28P01" || error?.code === "28000" || error?.code === "3D000") {
    return `The database refuses (${error.message}): are the user, the password and the name in DATABASE_URL right?`;
  }
  return `Entente ended because of an error nobody foresaw:\n${error?.stack ?? error}`;
}
