import { describe, expect, test, vi } from "vitest";
import { checksAt, Gate, hashPassword, verifyPassword } from "./hashing.ts";

const later = () => {
  let finish = () => {};
  const work = new Promise<void>((done) => {
    finish = done;
  });
  return { work: () => work, finish };
};

describe("the line before the processor", () => {
  test("so many at once and no more, the others in the order they came", async () => {
    const gate = new Gate(2, 100, 1_000);
    const order: number[] = [];
    let inside = 0;
    let most = 0;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, place) =>
        gate.run(async () => {
          most = Math.max(most, ++inside);
          order.push(place);
          await new Promise((done) => setImmediate(done));
          inside--;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(answers.every(({ ok }) => ok)).toBe(true);
  });

  test("who finds the line full is told so at once, with when to come back", async () => {
    const gate = new Gate(1, 2, 5_000);
    const slow = later();
    const served = [gate.run(slow.work), gate.run(slow.work), gate.run(slow.work)];
    expect(await gate.run(slow.work)).toEqual({ ok: false, code: "people.busy", params: { retryAfterSeconds: 5 } });
    slow.finish();
    expect((await Promise.all(served)).every(({ ok }) => ok)).toBe(true);
  });

  test("nobody waits for ever: whoever waited too long leaves the line, and their place is not lost", async () => {
    vi.useFakeTimers();
    const gate = new Gate(1, 10, 5_000);
    const [slow, quick] = [later(), later()];
    const first = gate.run(slow.work);
    const second = gate.run(quick.work);
    await vi.advanceTimersByTimeAsync(5_001);
    expect(await second).toMatchObject({ ok: false, code: "people.busy" });
    const third = gate.run(async () => "served");
    slow.finish();
    await first;
    expect(await third).toEqual({ ok: true, value: "served" });
    vi.useRealTimers();
  });

  test("work that fails gives its place back", async () => {
    const gate = new Gate(1, 10, 1_000);
    await expect(gate.run(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await gate.run(async () => "served")).toEqual({ ok: true, value: "served" });
  });
});

describe("hashes", () => {
  test("F-055 a hash is Argon2id above 19 MiB and two passes, salted, and opens with its password in either Unicode form", async () => {
    const [one, two] = await Promise.all([hashPassword("cheval étable agrafe"), hashPassword("cheval étable agrafe")]);
    if (!one.ok || !two.ok) throw new Error("busy");
    const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/.exec(one.value)!;
    expect(Number(memory)).toBeGreaterThanOrEqual(19 * 1024);
    expect(Number(passes)).toBeGreaterThanOrEqual(2);
    expect(one.value).not.toBe(two.value);
    expect(await verifyPassword("cheval étable agrafe".normalize("NFD"), one.value)).toEqual({ ok: true, value: true });
    expect(await verifyPassword("cheval etable agrafe", one.value)).toEqual({ ok: true, value: false });
  });

  test("nobody's password and one that was never set are checked as hard as any, and are always wrong", async () => {
    const hashed = await hashPassword("cheval étable agrafe");
    if (!hashed.ok) throw new Error("busy");
    const costOf = (encoded: string) => encoded.split("$").slice(1, 4).join(" ");
    for (const none of [null, "no password", ""]) {
      checksAt.clear();
      expect(await verifyPassword("cheval étable agrafe", none)).toEqual({ ok: true, value: false });
      expect([...checksAt]).toEqual([[costOf(hashed.value), 1]]);
    }
  });
});
