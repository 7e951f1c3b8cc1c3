import { readFileSync } from "node:fs";
import type { Programme } from "../programme/schema.ts";
import type { Clock } from "./clock.ts";
import type { Db } from "./db.ts";
import { sql } from "./db.ts";
import { StartError } from "./postgres/errors.ts";
import { loadIdentity, type SealIdentity, SealIdentityError, type SealSettings, type SealStore } from "./seal/identity.ts";
import type { Secret } from "./secret.ts";
import type { Settings } from "./settings.ts";

/** What seals the documents of this house. */
export type Sealing = {
  /** Made by the first that asks, if there is none yet. Ask before a transaction begins: a new one is kept in its own. */
  identity(): Promise<SealIdentity>;
};

type Parts = {
  readonly db: Db;
  readonly secret: Secret;
  readonly settings: Pick<Settings, "seal">;
  readonly programme: Pick<Programme, "operator" | "languages">;
  readonly clock: Pick<Clock, "machine">;
};

/**
 * The operator's own key and certificate when the settings name them; else the identity that the database keeps; else one that is made
 * when the first document is sealed. What is there already is read now, so that a wrong file stops the start and not the first signature.
 * @throws StartError
 */
export async function openSealing(parts: Parts): Promise<Sealing> {
  const { settings, programme, clock } = parts;
  const store = storeOf(parts);
  const operator = settings.seal && {
    operatorKeyPem: readPem("ENTENTE_SEAL_KEY", settings.seal.key),
    operatorCertificatePem: readPem("ENTENTE_SEAL_CERT", settings.seal.certificate),
  };
  const load = (): Promise<SealIdentity> => {
    const by: SealSettings = {
      organisation: programme.operator.name[programme.languages[0]!],
      now: new Date(clock.machine()),
      ...operator,
    };
    return loadIdentity(store, by).catch((error: unknown) => {
      throw error instanceof SealIdentityError ? new StartError(operator ? `${names}: ${error.message}` : error.message) : error;
    });
  };

  let held: Promise<SealIdentity> | undefined;
  const identity = (): Promise<SealIdentity> => {
    held ??= load().catch((error: unknown) => {
      held = undefined;
      throw error;
    });
    return held;
  };
  if (operator || (await store.load())) await identity();

  return { identity };
}

const names = "ENTENTE_SEAL_KEY and ENTENTE_SEAL_CERT";

function readPem(name: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new StartError(
      `${name} is the path ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code}): it must be a PEM file.`,
    );
  }
  if (text.trim() === "") throw new StartError(`${name} is the path ${file}, which is empty: it must be a PEM file.`);
  return text;
}

const CONTEXT = "sealing key";

/** The one row of the table, its private key sealed with the house's secret: a copy of the database alone seals nothing. */
const storeOf = ({ db, secret, clock }: Parts): SealStore => ({
  async load() {
    const row = await db.one<{ key: Buffer; certificatePem: string }>(sql`select key, certificate_pem as "certificatePem" from sealing`);
    return row ? { keyPem: secret.open(row.key, CONTEXT).toString("utf8"), certificatePem: row.certificatePem } : null;
  },
  async save({ keyPem, certificatePem }) {
    const first = await db.one(sql`
      insert into sealing (key, certificate_pem, made_at)
      values (${secret.seal(keyPem, CONTEXT)}, ${certificatePem}, ${clock.machine()}::timestamptz)
      on conflict ("only") do nothing returning 1 as first`);
    return first !== undefined;
  },
});
