import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "vitest";

/** Runs where the PDF tools of Poppler are. Where nothing may be left out, a missing tool fails the test that needs it. */
export const withPoppler = test.skipIf(spawnSync("pdfsig", ["-v"]).error !== undefined && process.env.CI !== "true");

function poppler(pdf: Buffer, tool: string, ...words: string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), "entente-pdf-"));
  const file = path.join(folder, "asked.pdf");
  try {
    writeFileSync(file, pdf);
    const ran = spawnSync(tool, [...words, file], { env: { ...process.env, HOME: folder } });
    if (ran.error) throw ran.error;
    return ran.stdout.toString();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What an independent reader of signed documents says. */
export const sealReport = (pdf: Buffer): string => poppler(pdf, "pdfsig");

/** All text in the order of its tags, as it is read aloud: without what stands at the head and foot of each page. Every run of spaces is one. */
export function textOfPdf(pdf: Buffer): string {
  const lines = poppler(pdf, "pdfinfo", "-struct-text").split("\n");
  return spaced(lines.map((line) => /^\s*"(.*)"$/.exec(line)?.[1] ?? " ").join(""));
}
export const spaced = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A key with its certificate, made by OpenSSL: an operator's own. */
export function operatorIdentity(folder: string, name: string): { key: string; certificate: string } {
  const key = path.join(folder, "key.pem");
  const certificate = path.join(folder, "certificate.pem");
  const subject = `/O=${name}/CN=${name}`;
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-utf8", "-days", "30", "-subj", subject, "-keyout", key, "-out", certificate],
    {
      stdio: "ignore",
    },
  );
  return { key, certificate };
}

/** The text of the one file attached to a document; undefined when it carries none. */
export function attachedOf(pdf: Buffer): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), "entente-pdf-"));
  const [file, out] = [path.join(folder, "asked.pdf"), path.join(folder, "attached")];
  try {
    writeFileSync(file, pdf);
    spawnSync("pdfdetach", ["-save", "1", "-o", out, file]);
    return existsSync(out) ? readFileSync(out, "utf8") : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
