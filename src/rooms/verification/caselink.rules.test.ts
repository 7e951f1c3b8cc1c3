import { describe, expect, test } from "vitest";
import { newId } from "../../kit/ids.ts";
import { secretOf } from "../../server/secret.ts";
import { readCaseLink, signCaseLink } from "./caselink.ts";

const secret = secretOf("a secret for the rules, long enough");
const link = { caseId: newId(), email: "yann.legoff@kermadec.example", until: "2027-06-01T09:00:00.000Z" };
const token = signCaseLink(secret, link);

test("a signed link says which case it opens, until when, and to whom; capitals in an address do not count", () => {
  const read = readCaseLink(secret, token)!;
  expect(read).toMatchObject({ caseId: link.caseId, until: link.until });
  expect([read.isFor("Yann.LeGoff@kermadec.example"), read.isFor("solene@kermadec.example")]).toEqual([true, false]);
});

describe("what this house has not signed opens nothing", () => {
  test("one bit changed, anywhere", () => {
    const bytes = Buffer.from(token, "base64url");
    for (let at = 0; at < bytes.length; at++) {
      const other = Buffer.from(bytes);
      other[at]! ^= 1;
      expect(readCaseLink(secret, other.toString("base64url"))).toBeUndefined();
    }
  });

  test("cut short, longer, with strange signs, written otherwise", () => {
    for (const other of ["", token.slice(0, -1), `${token}A`, `${token}=`, ` ${token}`, token.replace(/.$/, "*"), "A".repeat(token.length)])
      expect(readCaseLink(secret, other)).toBeUndefined();
  });

  test("signed with another secret", () => {
    expect(readCaseLink(secretOf("another secret for the rules, long enough"), token)).toBeUndefined();
  });

  test("nothing of the address can be read in it", () => {
    expect(Buffer.from(token, "base64url").toString("latin1")).not.toContain("yann");
  });
});
