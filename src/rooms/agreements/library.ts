import { langs } from "../../kit/words.ts";
import type { Agreement, Programme } from "../../programme/schema.ts";
import type { Clock } from "../../server/clock.ts";
import type { Database, Db } from "../../server/db.ts";
import { agreementDigest } from "../../server/documents/agreement.ts";
import { entriesStatement, newEntries } from "../../server/ledger.ts";
import { StartError } from "../../server/postgres/errors.ts";
import { campaignOf } from "./campaign.ts";
import type { Published } from "./versions.store.ts";
import * as store from "./versions.store.ts";

/**
 * Every version of every agreement that was ever published, whether it came with the programme's files or from the vendor's desk. The
 * files are its first source: what they hold is published when a house starts with it, and stays from then on.
 */
export class Library {
  /** The programme of the files with all published versions in the place of its own. */
  programme: Programme;

  private constructor(private readonly files: Programme) {
    this.programme = files;
  }

  /** @throws StartError when a file says something else under a version that was published. */
  static async open(db: Database, files: Programme, clock: Clock): Promise<Library> {
    const library = new Library(files);
    await library.publishFiles(db, clock);
    await library.read(db);
    return library;
  }

  /** Reads again what is published. Nothing is ever taken back, so a reading that found less was overtaken by another. */
  async read(db: Db): Promise<void> {
    const order = new Map(this.files.agreements.map((one, at) => [keyOf(one), at]));
    const place = (one: Published): number => order.get(keyOf(one)) ?? order.size;
    const published = (await store.all(db)).sort((a, b) => place(a) - place(b));
    if (published.length < this.programme.agreements.length) return;
    this.programme = Object.freeze({ ...this.files, agreements: Object.freeze(published) });
  }

  private async publishFiles(db: Database, clock: Clock): Promise<void> {
    await db.transaction(async (tx) => {
      const before = new Map((await store.all(tx)).map((one) => [keyOf(one), one]));
      const entries = newEntries();
      let news = false;
      for (const file of this.files.agreements) {
        const known = before.get(keyOf(file));
        if (known) refuseAnother(known, file);
        else if (await store.insert(tx, published(file, { origin: "programme", publishedAt: clock.now(), publishedBy: "" }))) {
          news = true;
          entries.jobs.push(...campaignOf(file, clock.today(), clock.zone));
        }
      }
      if (news) await store.tellEverybody(tx);
      const context = { at: clock.now(), machine: clock.machine(), requestId: null, hearing: new Map() };
      const last = entriesStatement(entries, { ...context, actor: { kind: "clock", id: null, name: "" } });
      if (last) await tx.query(last);
    });
  }
}

const keyOf = ({ id, version }: Pick<Agreement, "id" | "version">): string => `${id} ${version}`;

export const published = (one: Agreement, by: Pick<Published, "origin" | "publishedAt" | "publishedBy">): Published => ({
  ...one,
  ...by,
  sha256: { fr: agreementDigest(one.text.fr), en: agreementDigest(one.text.en) },
});

/** The spaces, hyphens and apostrophes that typesetting chooses are no difference: the words and the signs are. */
const bare = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[’']/g, "'")
    .replace(/\s+/g, " ")
    .trim();

function refuseAnother(known: Published, file: Agreement): void {
  const what = langs.flatMap((lang) => [
    ...(bare(known.text[lang]) === bare(file.text[lang]) ? [] : [`its text (${lang})`]),
    ...(bare(known.title[lang]) === bare(file.title[lang]) ? [] : [`its title (${lang})`]),
  ]);
  for (const field of ["effectiveFrom", "acceptBy", "referenceLanguage", "programme"] as const)
    if (known[field] !== file[field]) what.push(field);
  if (String(known.countries) !== String(file.countries)) what.push("countries");
  if (String(known.signedBy) !== String(file.signedBy)) what.push("signedBy");
  if (what.length === 0) return;
  throw new StartError(
    `The agreement ${file.id} was published as version ${known.version} and does not change: ${what.join(", ")} differ${what.length === 1 ? "s" : ""} in the programme's files. Give the new words a version of their own.`,
  );
}
