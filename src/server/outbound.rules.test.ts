import type { Server } from "node:http";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askOutside, isPublicAddress, mayReach, OutboundError } from "./outbound.ts";

let server: Server;
let here: string;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url === "/slow") return;
    if (request.url === "/away") response.writeHead(302, { location: `${here}/hidden` }).end();
    else if (request.url === "/long") response.end("x".repeat(5000));
    else response.writeHead(200, { "content-type": "text/plain" }).end(`${request.method} ${request.headers.one ?? ""}`);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  here = `http://localhost:${(server.address() as { port: number }).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const why = async (asking: Promise<unknown>) => asking.then(() => "answered").catch((error: unknown) => (error as OutboundError).why);

test.each([
  [
    "10.0.0.7",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "127.0.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
  ],
  [
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "::ffff:10.0.0.7",
    "::ffff:8.8.8.8",
    "64:ff9b::a00:7",
    "2002:a00:7::1",
    "2001:db8::1",
  ],
  ["", "localhost", "10.0.0", "not an address"],
])("private, special and unreadable addresses are nobody's public address", (...addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([]);
});

test("public addresses of both kinds are public", () => {
  expect(["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"].filter((one) => !isPublicAddress(one))).toEqual([]);
});

test.each([
  ["https://login.company.example", true],
  ["https://8.8.8.8:8443/path", true],
  ["http://login.company.example", false],
  ["https://user:password@login.company.example", false],
  ["ftp://login.company.example", false],
  ["https://localhost", false],
  ["https://sub.localhost", false],
  // However an address is written, the parser has read it: these are 127.0.0.1 and 10.0.0.7.
  ["https://2130706433", false],
  ["https://0x7f.1", false],
  ["https://012.0.0.7", false],
  ["https://[::ffff:7f00:1]", false],
])("%s is reached outside the sandbox: %s", (url, allowed) => {
  expect(mayReach(new URL(url), { loopback: false })).toBe(allowed);
});

test("a name that leads to this machine is refused when the connection is made, whatever the name says", async () => {
  const before = asked.length;
  // Resolved by this machine's own table, as a hostile name server would answer.
  expect(await why(askOutside("https://ip6-localhost/", {}, { loopback: false }))).toMatch(/forbidden|unreachable/);
  expect(await why(askOutside(here, {}, { loopback: false }))).toBe("forbidden");
  expect(asked).toHaveLength(before);
});

test("in the sandbox this machine is asked, and answers with what it has", async () => {
  const answer = await askOutside(here, { method: "POST", headers: { one: "two" }, body: "three" }, { loopback: true });
  expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([200, "text/plain", "POST two"]);
});

test("no redirect is followed; too slow, too long and nobody there are told apart", async () => {
  const answer = await askOutside(`${here}/away`, {}, { loopback: true });
  expect([answer.status, asked.includes("/hidden")]).toEqual([302, false]);
  expect(await why(askOutside(`${here}/slow`, {}, { loopback: true, seconds: 0.2 }))).toBe("tooSlow");
  expect(await why(askOutside(`${here}/long`, {}, { loopback: true, maxBytes: 1000 }))).toBe("tooLarge");
  expect(await why(askOutside("http://localhost:1", {}, { loopback: true }))).toBe("unreachable");
  expect(new OutboundError("forbidden").message).toBe("an outside address: forbidden");
});
