import { describe, expect, test } from "vitest";
import { contentHash, safeName, sniff } from "./files.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

describe("the first bytes say what a file is", () => {
  test.each([
    ["%PDF-1.7\n", "application/pdf"],
    ["\x89PNG\r\n\x1a\n", "image/png"],
    ["\xff\xd8\xff\xe0", "image/jpeg"],
    ["MZ\x90", "program"],
    ["\x7fELF\x02", "program"],
    ["#!/bin/sh\n", "program"],
    ["\xca\xfe\xba\xbe", "program"],
    ["\xcf\xfa\xed\xfe", "program"],
    ["\xce\xfa\xed\xfe", "program"],
    ["<svg onload=alert(1)>", undefined],
    ["<!doctype html>", undefined],
    ["PK\x03\x04", undefined],
    [" %PDF-1.7", undefined],
    ["%PDF", undefined],
    ["\x89PNG\r\n", undefined],
    ["\xff\xd8", undefined],
    ["", undefined],
  ])("%j is %s", (start, type) => {
    expect(sniff(bytes(start))).toBe(type);
  });
});

describe("a name is one line, without a path, and ends as what the file is", () => {
  test.each([
    ["extrait.pdf", "application/pdf", "extrait.pdf"],
    ["Extrait Kbis.PDF", "application/pdf", "Extrait Kbis.PDF"],
    ["photo.jpeg", "image/jpeg", "photo.jpeg"],
    ["photo.JPG", "image/jpeg", "photo.JPG"],
    ["photo.jpeg", "image/png", "photo.jpeg.png"],
    ["facture.exe", "application/pdf", "facture.exe.pdf"],
    ["../../etc/passwd", "application/pdf", "passwd.pdf"],
    ["C:\\bureau\\bail.pdf", "application/pdf", "bail.pdf"],
    ["a\r\nContent-Type: text/html.pdf", "application/pdf", "html.pdf"],
    ["fdp.\u202eexe.pdf", "application/pdf", "fdp.exe.pdf"],
    ["...", "image/png", "document.png"],
    ["", "application/pdf", "document.pdf"],
    [".pdf", "application/pdf", "pdf.pdf"],
    ["août « 2028 ».pdf", "application/pdf", "août « 2028 ».pdf"],
  ] as const)("%j, %s: %j", (name, type, safe) => {
    expect(safeName(name, type)).toBe(safe);
  });

  test("a name of two hundred letters is cut, its ending kept", () => {
    const name = safeName(`${"é".repeat(200)}.pdf`, "application/pdf");
    expect([...name]).toHaveLength(120);
    expect(name.endsWith("é.pdf")).toBe(true);
  });
});

test("the same content has the same hash, another has another", () => {
  expect(contentHash(bytes("a")).equals(contentHash(bytes("a")))).toBe(true);
  expect(contentHash(bytes("a")).equals(contentHash(bytes("b")))).toBe(false);
});
