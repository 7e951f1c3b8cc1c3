import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PDFDocument from "pdfkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadIdentity, type SealIdentity, SealIdentityError, type SealPem, type SealSettings, type SealStore } from "./identity.ts";
import { sealPdf } from "./sign.ts";

const here = mkdtempSync(join(tmpdir(), "seal-"));
afterAll(() => rmSync(here, { recursive: true, force: true }));

// Where nothing may be left out, a missing tool fails the test that needs it.
const missing = (tool: string): boolean => spawnSync(tool, ["-v"]).error !== undefined && process.env.CI !== "true";
const withPdfsig = test.skipIf(missing("pdfsig"));
const withOpenssl = test.skipIf(missing("openssl"));

const now = new Date();
const organisation = "Éditeur Œuvre & Cie, « Réseau »";
const settings: SealSettings = { organisation, now };
const at = new Date("2027-11-21T09:00:00Z");
const seal = { reason: "Contrat accepté (texte exact)", name: "Éditeur Œuvre", at };

function memory(kept: SealPem | null = null): SealStore & { readonly kept: () => SealPem | null } {
  return {
    kept: () => kept,
    load: async () => kept,
    save: async (identity) => {
      if (kept) return false;
      kept = identity;
      return true;
    },
  };
}

async function page(text = "Été œuvre €"): Promise<Buffer> {
  const doc = new PDFDocument({ pdfVersion: "1.7", info: { Title: "(Œuvre) \\ été", CreationDate: at } });
  const parts: Buffer[] = [];
  doc.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise((done) => doc.on("end", done));
  doc.text(text).addPage().text("2").end();
  await ended;
  return Buffer.concat(parts);
}

const inFile = (name: string, bytes: Buffer | string): string => {
  const path = join(here, name);
  writeFileSync(path, bytes);
  return path;
};

const pdfsig = (pdf: Buffer): string =>
  execFileSync("pdfsig", [inFile("asked.pdf", pdf)], { env: { ...process.env, HOME: here } }).toString();

/** Reads the seal as any reader would: from the byte ranges in the file, with nothing of ours. */
function taken(pdf: Buffer): { content: Buffer; signature: Buffer } {
  const text = pdf.toString("latin1");
  const [a, b, c, d] = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(text)!.slice(1).map(Number) as [number, number, number, number];
  const room = Buffer.from(text.slice(b + 1, c - 1), "hex");
  // A signature says itself how long it is (DER, long form); it may well end with a byte of zero, as its room does.
  const digits = room[1]! & 0x7f;
  return {
    content: Buffer.concat([pdf.subarray(a, a + b), pdf.subarray(c, c + d)]),
    signature: room.subarray(0, 2 + digits + room.readUIntBE(2, digits)),
  };
}

function cms(pdf: Buffer, trusted: string): { ok: boolean; said: string } {
  const { content, signature } = taken(pdf);
  const files = ["-in", inFile("s.der", signature), "-content", inFile("c.bin", content), "-CAfile", inFile("ca.pem", trusted)];
  const ran = spawnSync("openssl", ["cms", "-verify", "-cades", "-binary", "-inform", "DER", ...files, "-out", join(here, "out.bin")]);
  return { ok: ran.status === 0, said: ran.stderr.toString() };
}

function openssl(...args: string[]): string {
  return execFileSync("openssl", args, { cwd: here, stdio: ["ignore", "pipe", "pipe"] }).toString();
}

let store: ReturnType<typeof memory>;
let identity: SealIdentity;
let sealed: Buffer;
beforeAll(async () => {
  store = memory();
  identity = await loadIdentity(store, settings);
  sealed = await sealPdf(await page(), identity, seal);
});

describe("the seal of a document", () => {
  withPdfsig("is valid for a reader of PDF, covers the whole file and names who sealed, accents included", () => {
    const said = pdfsig(sealed);
    expect(said).toContain("Signature Validation: Signature is Valid.");
    expect(said).toContain("Total document signed");
    expect(said).toContain("Signature Type: ETSI.CAdES.detached");
    expect(said).toContain(`Signer Certificate Common Name: ${organisation}`);
    expect(said).toContain("Nov 21 2027");
  });

  withOpenssl("is a CAdES signature for openssl, whose attributes name the certificate", () => {
    expect(cms(sealed, identity.certificatePem)).toMatchObject({
      ok: true,
      said: expect.stringContaining("CAdES Verification successful"),
    });
  });

  test("leaves the bytes of the original as they were, at the start of the file", async () => {
    const original = await page();
    expect(sealed.subarray(0, original.length).equals(original)).toBe(true);
  });

  withPdfsig("shows one changed byte, wherever in the signed file it stands", () => {
    const { content } = taken(sealed);
    const length = content.length;
    for (const place of [20, Math.floor(length / 3), sealed.length - 40]) {
      const changed = Buffer.from(sealed);
      changed[place] = changed[place]! ^ 0x01;
      expect(pdfsig(changed)).not.toContain("Signature is Valid");
    }
  });

  withOpenssl("shows one changed byte to openssl as well", () => {
    const changed = Buffer.from(sealed);
    changed[30] = changed[30]! ^ 0x01;
    expect(cms(changed, identity.certificatePem).ok).toBe(false);
  });

  withOpenssl("of one house is not taken for another house's of the same name", async () => {
    const other = await loadIdentity(memory(), settings);
    expect(cms(sealed, other.certificatePem).ok).toBe(false);
  });

  test("is the same bytes when the same document is sealed again, so that a repeated job changes nothing", async () => {
    const again = await sealPdf(await page(), identity, seal);
    expect(again.equals(sealed)).toBe(true);
  });

  test("is not put twice on one file, nor on bytes that are no PDF", async () => {
    await expect(sealPdf(sealed, identity, seal)).rejects.toThrow("sealed already");
    await expect(sealPdf(Buffer.from("%PDF-1.7\nnothing here"), identity, seal)).rejects.toThrow("can be sealed");
    await expect(sealPdf(Buffer.alloc(0), identity, seal)).rejects.toThrow();
  });

  withPdfsig("holds with a reason and a name that try to end the PDF string they stand in", async () => {
    const strange = { reason: ") >> endobj /AcroForm (\\", name: "<</Type /Sig>> 漢字 😀", at };
    expect(pdfsig(await sealPdf(await page(), identity, strange))).toContain("Signature is Valid");
  });
});

describe("the sealing identity", () => {
  withPdfsig("is the same after a restart, and its seals hold", async () => {
    const reloaded = await loadIdentity(store, { ...settings, organisation: "renamed since" });
    expect(reloaded.fingerprint).toBe(identity.fingerprint);
    const later = await sealPdf(await page("later"), reloaded, seal);
    expect(pdfsig(later)).toContain("Signature is Valid");
    expect(cms(later, identity.certificatePem).ok).toBe(true);
  });

  test("is one, when two processes start for the first time together", async () => {
    const shared = memory();
    const [one, two] = await Promise.all([loadIdentity(shared, settings), loadIdentity(shared, settings)]);
    expect(one.fingerprint).toBe(two.fingerprint);
    expect((await loadIdentity(shared, settings)).fingerprint).toBe(one.fingerprint);
  });

  test("is not invented again when the store neither keeps nor gives one", async () => {
    const broken: SealStore = { load: async () => null, save: async () => false };
    await expect(loadIdentity(broken, settings)).rejects.toThrow("holds none");
  });

  withOpenssl("has a certificate that openssl reads: name in UTF-8, no authority, signatures and commitments only, thirty years", () => {
    const path = inFile("own.pem", identity.certificatePem);
    const said = openssl("x509", "-in", path, "-noout", "-text", "-nameopt", "utf8,sep_comma_plus");
    expect(said).toContain(`O=${organisation}`);
    expect(said).toContain("CA:FALSE");
    expect(said).toContain("Digital Signature, Non Repudiation");
    expect(said).toContain(`${now.getUTCFullYear() + 30} GMT`);
    expect(openssl("verify", "-x509_strict", "-CAfile", path, path)).toContain("OK");
  });

  test("takes any organisation's name, however long, empty or strange", async () => {
    for (const name of ["漢".repeat(200), " ", "a\u0000b\nc", "CN=x, O=y + z"]) {
      const made = await loadIdentity(memory(), { organisation: name, now });
      expect(made.chain[0]!.subject.length).toBeGreaterThan(0);
      expect(made.chain[0]!.subject).not.toContain("\u0000");
    }
  }, 20_000);
});

describe("the operator's own identity", () => {
  /** A root, an authority between, and a certificate for the seal, as an operator buys them. */
  function bought(
    kind: readonly string[],
    extensions = "keyUsage=critical,nonRepudiation",
  ): { key: string; leaf: string; between: string; root: string } {
    const request = (name: string, algorithm: readonly string[]) =>
      openssl(
        "req",
        "-new",
        "-newkey",
        ...algorithm,
        "-nodes",
        "-utf8",
        "-subj",
        `/O=Éditeur/CN=${name}`,
        "-keyout",
        `${name}.key`,
        "-out",
        `${name}.csr`,
      );
    const rsa = ["rsa:2048"];
    openssl("req", "-x509", "-newkey", ...rsa, "-nodes", "-subj", "/CN=root", "-days", "30", "-keyout", "root.key", "-out", "root.pem");
    request("between", rsa);
    inFile("between.ext", "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign");
    openssl(
      "x509",
      "-req",
      "-in",
      "between.csr",
      "-CA",
      "root.pem",
      "-CAkey",
      "root.key",
      "-CAcreateserial",
      "-days",
      "20",
      "-extfile",
      "between.ext",
      "-out",
      "between.pem",
    );
    request("leaf", kind);
    inFile("leaf.ext", extensions);
    openssl(
      "x509",
      "-req",
      "-in",
      "leaf.csr",
      "-CA",
      "between.pem",
      "-CAkey",
      "between.key",
      "-CAcreateserial",
      "-days",
      "10",
      "-extfile",
      "leaf.ext",
      "-out",
      "leaf.pem",
    );
    const read = (name: string) => readFileSync(join(here, name), "utf8");
    return { key: read("leaf.key"), leaf: read("leaf.pem"), between: read("between.pem"), root: read("root.pem") };
  }
  const kinds: [string, string[]][] = [
    ["RSA", ["rsa:2048"]],
    ["P-256", ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]],
    ["P-384", ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"]],
  ];
  const own = async (key: string, certificate: string, kept = memory()): Promise<SealIdentity> =>
    loadIdentity(kept, { organisation, now: new Date(), operatorKeyPem: key, operatorCertificatePem: certificate });

  test.skipIf(missing("openssl")).each(kinds)(
    "replaces ours, and its chain goes into the document up to the given root (%s)",
    async (_kind, algorithm) => {
      const { key, leaf, between, root } = bought(algorithm);
      const kept = memory();
      // The order in the file does not matter, and what is foreign to the path stays out.
      const theirs = await own(key, `${between}${identity.certificatePem}${leaf}`, kept);
      expect(theirs.origin).toBe("operator");
      expect(theirs.chain).toHaveLength(2);
      expect(kept.kept()).toBeNull();
      const document = await sealPdf(await page(), theirs, seal);
      expect(cms(document, root)).toMatchObject({ ok: true, said: expect.stringContaining("CAdES Verification successful") });
      expect(pdfsig(document)).toContain("Signature is Valid");
    },
  );

  withOpenssl("makes room for itself when the chain is longer than the usual place", async () => {
    const { key, leaf, between, root } = bought(
      ["rsa:4096"],
      `subjectAltName=${Array.from({ length: 300 }, (_, n) => `DNS:a-long-name-${n}.example`).join(",")}`,
    );
    const document = await sealPdf(await page(), await own(key, `${leaf}${between}${root}`), seal);
    expect(taken(document).signature.length).toBeGreaterThan(8192);
    expect(cms(document, root).ok).toBe(true);
  });

  withOpenssl("is refused, each time with one sentence that quotes no secret, when it cannot seal", async () => {
    const { key, leaf } = bought(["rsa:2048"]);
    const serverOnly = bought(["rsa:2048"], "keyUsage=critical,keyEncipherment");
    openssl("genpkey", "-algorithm", "ed25519", "-out", "ed.key");
    openssl("rsa", "-aes256", "-passout", "pass:x", "-in", "leaf.key", "-out", "locked.key");
    openssl("genrsa", "-out", "weak.key", "1024");
    const read = (name: string) => readFileSync(join(here, name), "utf8");
    const cases: [problem: string, attempt: () => Promise<SealIdentity>][] = [
      ["incomplete", () => loadIdentity(memory(), { ...settings, operatorKeyPem: key })],
      ["incomplete", () => loadIdentity(memory(), { ...settings, operatorCertificatePem: leaf })],
      ["unreadableKey", () => own("no key", leaf)],
      ["unreadableKey", () => own(read("locked.key"), leaf)],
      ["wrongKind", () => own(read("ed.key"), leaf)],
      ["wrongKind", () => own(read("weak.key"), leaf)],
      ["unreadableCertificate", () => own(key, "no certificate")],
      ["unreadableCertificate", () => own(key, leaf.replace(/\n[A-Za-z0-9+/]{60}/, "\n"))],
      ["mismatch", () => own(key, identity.certificatePem)],
      ["wrongUsage", () => own(serverOnly.key, serverOnly.leaf)],
      [
        "notValidNow",
        () =>
          loadIdentity(memory(), {
            organisation,
            now: new Date(Date.now() + 40 * 86_400_000),
            operatorKeyPem: key,
            operatorCertificatePem: leaf,
          }),
      ],
    ];
    for (const [problem, attempt] of cases) {
      const error = await attempt().then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error, problem).toBeInstanceOf(SealIdentityError);
      expect(error).toMatchObject({ problem });
      expect((error as Error).message).not.toContain(createHash("sha256").update(key).digest("hex"));
      expect((error as Error).message).not.toContain(key.slice(40, 80));
    }
  });
});
