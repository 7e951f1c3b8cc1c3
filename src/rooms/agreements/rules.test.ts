import { describe, expect, test } from "vitest";
import type { Programme } from "../../programme/schema.ts";
import { decideSign, enrolledIn, firstProgramme, programmeOf } from "./rules.ts";

const inForce = { version: "2", sha256: "bb" };
const standing = { signerName: "Maëlle Kermadec", acceptedAt: "2027-03-09T13:05:33Z" };
const good = { authorityDeclared: true, shown: inForce, inForce, standing: undefined };

describe("an agreement is accepted as it is in force, with the authority declared, once per version", () => {
  test.each([
    ["all is well", good, true, undefined],
    ["the authority is not declared", { ...good, authorityDeclared: false }, "agreements.authorityMissing", "/authorityDeclared"],
    ["another version was shown", { ...good, shown: { version: "1", sha256: "bb" } }, "agreements.textChanged", undefined],
    ["the same version was shown in other words", { ...good, shown: { version: "2", sha256: "aa" } }, "agreements.textChanged", undefined],
    ["it is accepted already", { ...good, standing }, "agreements.alreadySigned", undefined],
    [
      "accepted already, and shown as another version",
      { ...good, shown: { version: "1", sha256: "bb" }, standing },
      "agreements.textChanged",
      undefined,
    ],
    [
      "accepted already, and its words changed since",
      { ...good, shown: { version: "2", sha256: "aa" }, standing },
      "agreements.alreadySigned",
      undefined,
    ],
    [
      "nothing is right",
      { authorityDeclared: false, shown: { version: "1", sha256: "" }, inForce, standing },
      "agreements.authorityMissing",
      "/authorityDeclared",
    ],
  ])("%s", (_, offered, answer, pointer) => {
    const decision = decideSign(offered);

    expect(decision.ok || decision.code).toBe(answer);
    if (!decision.ok) expect(decision.pointer).toBe(pointer);
  });

  test("the refusals carry what their sentences need", () => {
    const changed = decideSign({ ...good, shown: { version: "1", sha256: "bb" } });
    const signed = decideSign({ ...good, standing });

    expect(!changed.ok && changed.params).toEqual({ version: "2" });
    expect(!signed.ok && signed.params).toEqual({ name: "Maëlle Kermadec", acceptedAt: "2027-03-09T13:05:33Z" });
  });
});

describe("which programmes a company is enrolled in", () => {
  const one = (id: string) => ({ id, agreement: `${id}-agreement` });
  const programme = { enrolmentProgrammes: [one("network"), one("reseller"), one("developer")] } as unknown as Programme;
  const ids = (accepted: string[]) => enrolledIn(programme, new Set(accepted)).map(({ id }) => id);

  test("the first from the beginning, the others by accepting their agreement, in the programme's order", () => {
    expect(ids([])).toEqual(["network"]);
    expect(ids(["network-agreement"])).toEqual(["network"]);
    expect(ids(["developer-agreement", "network-agreement", "reseller-agreement"])).toEqual(["network", "reseller", "developer"]);
    expect(ids(["offer-terms"])).toEqual(["network"]);
  });

  test("an agreement is named by its id; without one it is the first programme's; terms of offers belong to none", () => {
    expect(firstProgramme(programme).id).toBe("network");
    expect(programmeOf(programme, undefined)?.id).toBe("network");
    expect(programmeOf(programme, "reseller-agreement")?.id).toBe("reseller");
    expect(programmeOf(programme, "offer-terms")).toBeUndefined();
    expect(programmeOf(programme, "")).toBeUndefined();
  });
});
