import cookiePlugin from "@fastify/cookie";
import multipart from "@fastify/multipart";
import fastJson from "fast-json-stringify";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import Fastify from "fastify";
import { z } from "zod";
import { addSeconds } from "../kit/dates.ts";
import type { Decision, Refused } from "../kit/decision.ts";
import type { Endpoint, FileReply } from "../kit/endpoint.ts";
import { newId } from "../kit/ids.ts";
import type { Lang } from "../kit/words.ts";
import type { Role, StaffPermit } from "../permissions.ts";
import { doorOf, everybodyOf, isAccountPermit, isOfRoles, isStaffPermit, staffMay, staffPermits } from "../permissions.ts";
import { inOneTransaction } from "./acts.ts";
import type { AccountCtx, Cookies, Room, VisitorCtx } from "./context.ts";
import { scribe } from "./context.ts";
import type { Tx } from "./db.ts";
import { Rollback } from "./db.ts";
import type { ClosedView } from "./doors.ts";
import { holdersIn, wordClosedDoor, wordDoor } from "./doors.ts";
import type { House } from "./house.ts";
import { claim, earlierOf, hashRequest, release, replay, settle } from "./idempotency.ts";
import type { Input } from "./input.ts";
import { parse } from "./input.ts";
import { labelsOf } from "./labels.ts";
import type { Actor, Entries, StoredAnswer } from "./ledger.ts";
import { entriesStatement, isAnsweredMeanwhile, newEntries } from "./ledger.ts";
import { sendFile } from "./output.ts";
import type { Problem, Refusals } from "./problems.ts";
import { HttpRefusal, problem, wordHttpRefusal, wordRefusal } from "./problems.ts";
import type { Seen } from "./session.ts";
import { lookUp, sessionCookie } from "./session.ts";
import { isLoopback } from "./settings.ts";
import { ShelfDown } from "./shelf/shelf.ts";
import { countTry, networkOf, throttleKey } from "./throttle.ts";
import { lookUpToken } from "./tokens.ts";
import { staffRoles as enStaff } from "./words/en.ts";
import { staffRoles as frStaff } from "./words/fr.ts";

const staffRoleWords = { fr: frStaff, en: enStaff };

const BODY_LIMIT = 256 * 1024;
const KEPT_SECONDS = 24 * 3600;

type AnyAction = (ctx: VisitorCtx, input: Input) => Promise<Decision<unknown>>;

const LANG_COOKIE = "entente-language";

export function languageOf(request: FastifyRequest, seen?: Seen): Lang {
  const chosen = request.cookies[LANG_COOKIE];
  if (chosen === "fr" || chosen === "en") return chosen;
  if (seen?.person) return seen.person.language;
  const asked = request.headers["accept-language"] ?? "";
  const first = asked
    .split(",")
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((code) => code === "fr" || code === "en");
  return (first as Lang | undefined) ?? "fr";
}

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses what another site makes a browser send: the session cookie alone never acts. */
function refuseForeign(request: FastifyRequest, house: House): void {
  if (safe.has(request.method)) return;
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") throw new HttpRefusal(403, "request.foreignOrigin");
  const origin = request.headers.origin;
  if (origin === undefined) return;
  const own = new Set([house.url, `${request.protocol}://${request.host}`]);
  if (!own.has(origin)) throw new HttpRefusal(403, "request.foreignOrigin");
}

export type HttpOptions = { readonly refusals: Refusals; readonly wake: () => void };

/** The server without its rooms: parsing, cookies, headers, errors. Listening is the caller's. */
export async function openServer(house: House): Promise<FastifyInstance> {
  const { trustProxy } = house.settings;
  const app: FastifyInstance = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: typeof trustProxy === "number" ? (_address: string, hop: number) => hop < trustProxy : trustProxy && [...trustProxy],
    genReqId: () => newId(),
    routerOptions: { caseSensitive: true },
    requestTimeout: 30_000,
    forceCloseConnections: true,
  });
  await app.register(cookiePlugin);
  await app.register(multipart, { limits: { files: 1, fields: 20, fieldSize: 10_000 } });

  // A mail client's one press (RFC 8058) is the only form that is read; a form from elsewhere does nothing else here.
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (request, body, done) => {
    if (request.url.startsWith("/api/v1/unsubscribe/")) done(null, Object.fromEntries(new URLSearchParams(String(body))));
    else done(new HttpRefusal(415, "request.mediaType", { accepted: "application/json" }), undefined);
  });

  app.addHook("onResponse", async (request, reply) => {
    house.log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? "unknown",
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      "request",
    );
  });
  app.setErrorHandler((error: Error & { code?: string; statusCode?: number }, request, reply) => answerError(house, error, request, reply));
  app.setNotFoundHandler((request, reply) => answerError(house, new HttpRefusal(404, "request.notFound"), request, reply));
  return app;
}

function answerError(
  house: House,
  error: Error & { code?: string; statusCode?: number },
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const lang = languageOf(request, (request as { seen?: Seen }).seen);
  if (error instanceof ClosedDoor) {
    send(reply, lang, { ...problem(error.status, error.because, error.door.text, lang, request.id), door: error.door });
    return;
  }
  let refusal: HttpRefusal | undefined = error instanceof HttpRefusal ? error : undefined;
  if (error instanceof ShelfDown) {
    house.log.warn({ requestId: request.id, reason: error.message, cause: String(error.cause ?? "") }, "the files are out of reach");
    refusal = new HttpRefusal(503, "house.filesDown", {}, { headers: { "retry-after": "30" } });
  }
  if (!refusal && error.statusCode === 413) refusal = new HttpRefusal(413, "request.tooLarge", { bytes: BODY_LIMIT });
  if (!refusal && error.statusCode === 415) refusal = new HttpRefusal(415, "request.mediaType", { accepted: "application/json" });
  if (!refusal && error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    refusal = new HttpRefusal(400, "request.unreadable");

  if (refusal) {
    for (const [name, value] of Object.entries(refusal.extra.headers ?? {})) reply.header(name, value);
    send(reply, lang, wordHttpRefusal(refusal, lang, request.id));
    return;
  }
  house.log.error(
    {
      requestId: request.id,
      route: request.routeOptions.url ?? "unknown",
      err: { message: error.message, stack: error.stack, code: error.code },
    },
    "a bug answered 500",
  );
  const words = wordHttpRefusal(new HttpRefusal(500, "house.error", { reference: request.id.slice(-12) }), lang, request.id);
  send(reply, lang, words);
}

/** A browser on its way is led to a page that says so, whatever has gone wrong. */
const leadOn =
  (house: House, page: string) =>
  (error: Error & { code?: string }, request: FastifyRequest, reply: FastifyReply): void => {
    if (!(error instanceof HttpRefusal)) {
      const { message, stack, code } = error;
      house.log.error(
        { requestId: request.id, route: request.routeOptions.url ?? "unknown", err: { message, stack, code } },
        "a way back broke",
      );
    }
    void reply.code(303).header("location", `${house.url}${page}`).header("cache-control", "no-store").send();
  };

const send = (reply: FastifyReply, lang: Lang, body: Problem): FastifyReply =>
  reply
    .code(body.status)
    .header("content-type", "application/problem+json; charset=utf-8")
    .header("content-language", lang)
    .header("cache-control", "no-store")
    .send(JSON.stringify(body));

/** Every endpoint of a room becomes a route: guard, validation, transaction, answer. */
export function openRoom(app: FastifyInstance, house: House, options: HttpOptions, room: Room): void {
  for (const [name, endpoint] of Object.entries(room.contract)) {
    const action = room.actions[name] as unknown as AnyAction | undefined;
    if (!action) throw new Error(`${room.name}.${name} has no action`);
    openEndpoint(app, house, options, `${room.name}.${name}`, endpoint, action);
  }
}

function openEndpoint(app: FastifyInstance, house: House, options: HttpOptions, name: string, endpoint: Endpoint, action: AnyAction): void {
  const write = endpoint.file
    ? undefined
    : fastJson(z.toJSONSchema(endpoint.reply, { io: "output", target: "draft-7", unrepresentable: "any" }) as object);
  const reads = endpoint.method === "GET";

  const route: RouteOptions = {
    method: endpoint.method,
    url: endpoint.path.replace(/\{(\w+)\}/g, ":$1"),
    ...(endpoint.upload && { bodyLimit: endpoint.upload.maxBytes + 64 * 1024 }),
    ...(endpoint.redirect && { errorHandler: leadOn(house, endpoint.redirect.whenBroken) }),
    handler: async (request, reply) => {
      if (endpoint.permit === "loopback" && !fromThisMachine(request)) throw new HttpRefusal(404, "request.notFound");
      refuseForeign(request, house);

      const machine = house.clock.machine();
      const key = endpoint.idempotent ? idempotencyKeyOf(request) : undefined;
      const seen = await see(house, request, endpoint, key, machine);
      (request as { seen?: Seen }).seen = seen;
      const lang = languageOf(request, seen);
      await guard(house, endpoint, seen, lang);

      const input = await parse(endpoint, request, lang);
      const requestHash = key === undefined ? undefined : hashRequest(house, name, input);
      const scope = seen.person?.id ?? "visitor";
      if (key !== undefined && requestHash) {
        const earlier = seen.person ? seen.earlier : await earlierOf(house, scope, key, machine);
        if (earlier) return replay(house, reply, write, earlier, requestHash, scope, key);
      }

      const actor: Actor = seen.person
        ? {
            kind: seen.application ? "application" : isStaffPermit(endpoint.permit) ? "staff" : "person",
            id: seen.person.id,
            name: `${seen.person.givenName} ${seen.person.familyName}`.trim(),
          }
        : { kind: endpoint.permit === "link" ? "link" : "visitor", id: null, name: "" };
      const cookies: Cookies = {
        get: (cookie) => request.cookies[cookie],
        set: (cookie, value, { maxAgeSeconds } = {}) =>
          void reply.setCookie(cookie, value, {
            path: "/",
            httpOnly: true,
            sameSite: "lax",
            secure: house.url.startsWith("https:"),
            ...(maxAgeSeconds !== undefined && { maxAge: maxAgeSeconds }),
          }),
        clear: (cookie) =>
          void reply.clearCookie(cookie, { path: "/", httpOnly: true, sameSite: "lax", secure: house.url.startsWith("https:") }),
      };
      const labels = labelsOf(house.programme, lang);
      const ctxOn = (tx: Tx, entries: Entries): VisitorCtx => {
        const base: VisitorCtx = {
          ...scribe(entries),
          house,
          tx,
          now: house.clock.now(),
          today: house.clock.today(),
          machine,
          lang,
          actor,
          person: seen.person,
          ip: request.ip,
          userAgent: String(request.headers["user-agent"] ?? "").slice(0, 300),
          requestId: request.id,
          cookies,
          idempotencyKey: key,
          labels,
          transaction: (work) => inOneTransaction(house, options.wake, actor, request.id, work),
        };
        const { membership } = seen;
        if (isStaffPermit(endpoint.permit)) return Object.assign(base, { staffRoles: seen.person?.staffRoles ?? [] });
        const { permit } = endpoint;
        if (!membership || !isAccountPermit(permit)) return base;
        const holders = holdersIn(tx);
        return Object.assign(base, {
          accountId: membership.standing.accountId,
          roles: membership.roles,
          standing: membership.standing,
          door: (wanted: Parameters<AccountCtx["door"]>[0], also?: Refused, only?: readonly Role[]) =>
            wordDoor(
              holders,
              house.programme,
              lang,
              wanted,
              membership,
              also && { refusal: also, text: wordRefusal(options.refusals, also, lang, labels, house.clock.zone) },
              only,
            ),
        });
      };

      const entries = newEntries();
      const keep = (value: unknown): StoredAnswer | undefined =>
        key === undefined || !requestHash
          ? undefined
          : {
              scope,
              key,
              requestHash,
              status: endpoint.status ?? 200,
              reply: house.secret.seal(JSON.stringify(value ?? null), `idempotency:${scope}:${key}`),
              until: addSeconds(machine, KEPT_SECONDS),
            };

      let decision: Decision<unknown>;
      if (endpoint.ownTransactions) {
        if (key !== undefined && requestHash) await claim(house, scope, key, requestHash, machine);
        const ctx = ctxOn(house.db as unknown as Tx, entries);
        decision = await action(ctx, input).catch(async (error: unknown) => {
          if (key !== undefined) await release(house, scope, key);
          throw error;
        });
        if (key !== undefined) await (decision.ok ? settle(house, keep(decision.value)!) : release(house, scope, key));
      } else if (reads) {
        decision = await action(ctxOn(house.db as unknown as Tx, entries), input);
      } else {
        // The instant of the act, not that of its writing: a record and its fact tell one time.
        let at = house.clock.now();
        const written = house.db.transaction(
          async (tx) => {
            // A deadlock repeats the whole work, so nothing may be left from the first try.
            entries.facts.length = entries.jobs.length = entries.mails.length = 0;
            const ctx = ctxOn(tx, entries);
            at = ctx.now;
            const answer = await action(ctx, input);
            if (!answer.ok) throw new Rollback(answer);
            return answer;
          },
          (answer) => entriesStatement(entries, { actor, at, machine, requestId: request.id, hearing: house.hearing }, keep(answer.value)),
        );
        const outcome = await written.catch((error: unknown) => {
          if (isAnsweredMeanwhile(error)) return undefined;
          throw error;
        });
        if (outcome === undefined) {
          const earlier = await earlierOf(house, scope, key!, machine);
          if (!earlier) throw new HttpRefusal(409, "request.stillRunning");
          return replay(house, reply, write, earlier, requestHash!, scope, key!);
        }
        decision = outcome;
        if (entries.facts.length + entries.jobs.length + entries.mails.length > 0) options.wake();
      }

      if (!decision.ok && key !== undefined && requestHash && !endpoint.ownTransactions) {
        // Two clicks at once: the second waited for the first, then found the world as the first had left it. Its answer is the first's.
        const earlier = await earlierOf(house, scope, key, machine);
        if (earlier) return replay(house, reply, write, earlier, requestHash, scope, key);
      }
      if (!decision.ok) return refuseWith(house, options, reply, endpoint, seen, decision, lang, request.id);
      if (endpoint.file) return sendFile(reply, decision.value as FileReply);
      if (endpoint.redirect)
        return reply
          .code(303)
          .header("location", (decision.value as { location: string }).location)
          .header("cache-control", "no-store")
          .send();
      void reply
        .code(endpoint.status ?? 200)
        .header("content-type", "application/json; charset=utf-8")
        .header("cache-control", "no-store");
      return reply.send(write!(decision.value));
    },
  };
  if (!endpoint.signedBy) return void app.route(route);
  void app.register(async (aside) => {
    // A signature is of the very bytes.
    aside.removeAllContentTypeParsers();
    aside.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    aside.route(route);
  });
}

/** Neither a proxy in front nor a name that was made to point here counts as this machine. */
export function fromThisMachine(request: FastifyRequest): boolean {
  const forwarded = request.headers.forwarded ?? request.headers["x-forwarded-for"];
  const address = request.raw.socket.remoteAddress ?? "";
  const name = (request.headers.host ?? "").replace(/:\d+$/, "");
  return forwarded === undefined && isLoopback(address.replace(/^::ffff:/, "")) && isLoopback(name);
}

function idempotencyKeyOf(request: FastifyRequest): string {
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string" || key.length < 8 || key.length > 100) throw new HttpRefusal(400, "request.idempotencyKey");
  return key;
}

/** Doors that open to a signed-in person only. */
const isPersonal = (permit: string): boolean => permit === "me" || isAccountPermit(permit) || isStaffPermit(permit);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const BAD_TOKENS = { most: 20, seconds: 900 };

/** Who calls with an application's token. A token that opens nothing is counted by network, so that nobody tries many. */
async function seeApplication(
  house: House,
  request: FastifyRequest,
  account: string | null,
  key: string | undefined,
  machine: string,
): Promise<Seen> {
  const token = /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const seen = await lookUpToken(
    house.db,
    house.programme,
    token,
    account,
    key ?? null,
    { machine, now: house.clock.now() },
    languageOf(request),
  );
  if (seen) return seen;
  const counter = { key: throttleKey(house.secret, "token", networkOf(request.ip)), ...BAD_TOKENS };
  const seconds = await countTry(house.db, [counter], machine);
  if (seconds > 0) throw new HttpRefusal(429, "request.tooMany", { seconds }, { headers: { "retry-after": String(seconds) } });
  throw new HttpRefusal(401, "token.unknown", {}, { headers: { "www-authenticate": 'Bearer error="invalid_token"' } });
}

async function see(house: House, request: FastifyRequest, endpoint: Endpoint, key: string | undefined, machine: string): Promise<Seen> {
  const asked = isAccountPermit(endpoint.permit) ? (request.params as { accountId?: string }).accountId : undefined;
  // A forged id must not reach the database as a cast error: it is simply nobody's account.
  const account = asked && uuid.test(asked) ? asked : null;
  // A token speaks for an application at the doors of its account, and at no other; beside one, the cookie counts for nothing.
  if (request.headers.authorization !== undefined && isPersonal(endpoint.permit)) {
    return isAccountPermit(endpoint.permit) ? seeApplication(house, request, account, key, machine) : {};
  }
  const token = request.cookies[sessionCookie(house)];
  if (!token) return {};
  const seen = await lookUp(house.db, house.programme, token, account, key ?? null, { machine, now: house.clock.now() });
  // At a door open to everybody, a session that still owes its second factor is nobody's; the steps on the way to it see whose it is.
  const early = endpoint.early === true || isPersonal(endpoint.permit);
  return seen.person && !seen.person.complete && !early ? {} : seen;
}

/** Closed by default: a stranger learns nothing, a colleague learns why. */
async function guard(house: House, endpoint: Endpoint, seen: Seen, lang: Lang): Promise<void> {
  const { permit } = endpoint;
  // What any member may do beyond reading is done in a person's own name, and what one may do for oneself is a person's alone.
  if (seen.application && seen.membership && isAccountPermit(permit)) {
    const everybody = everybodyOf(permit);
    if (everybody === "self" || (everybody === "anyMember" && endpoint.method !== "GET")) throw new HttpRefusal(403, "token.readsOnly");
  }
  const { person } = seen;
  const personal = isPersonal(permit);
  if (personal && !person) throw new HttpRefusal(401, "session.missing");
  if (person && personal && endpoint.early !== true) {
    if (!person.complete) throw new HttpRefusal(401, "session.secondFactor");
    if (person.mustChangePassword) throw new HttpRefusal(403, "session.mustChangePassword");
    if (person.factorDue && endpoint.early !== "factorDue") throw new HttpRefusal(403, "session.factorDue");
  }
  if (isAccountPermit(permit)) {
    if (!seen.membership) throw new HttpRefusal(404, "request.notFound");
    const door = doorOf(permit, seen.membership.roles, seen.membership.standing, undefined, endpoint.method === "GET");
    if (!door.open) {
      const worded = await wordClosedDoor(holdersIn(house.db), house.programme, lang, permit, seen.membership, door.reasons);
      const [first] = door.reasons;
      throw new ClosedDoor(isOfRoles(first!) ? 403 : 409, `door.${first!.code}`, worded);
    }
  }
  if (isStaffPermit(permit)) {
    if (!person?.staffRoles) throw new HttpRefusal(404, "request.notFound");
    if (!staffMay(permit as StaffPermit, person.staffRoles)) {
      const names = staffPermits[permit].staff.map((role) => staffRoleWords[lang][role]);
      throw new HttpRefusal(403, "staff.closed", { roles: new Intl.ListFormat(lang, { type: "disjunction" }).format(names) });
    }
  }
}

/** The guard's refusal: the same words and the same holders that the greyed button shows. */
class ClosedDoor extends Error {
  constructor(
    readonly status: number,
    readonly because: string,
    readonly door: ClosedView,
  ) {
    super(because);
  }
}

async function refuseWith(
  house: House,
  options: HttpOptions,
  reply: FastifyReply,
  endpoint: Endpoint,
  seen: Seen,
  refused: Refused,
  lang: Lang,
  requestId: string,
): Promise<FastifyReply> {
  const labels = labelsOf(house.programme, lang);
  const status = endpoint.refusals?.[refused.code];
  if (status === undefined) throw new Error(`${refused.code} is not among the refusals of ${endpoint.path}`);
  const word = (one: Refused) => wordRefusal(options.refusals, one, lang, labels, house.clock.zone);
  const all = [refused, ...(refused.also ?? [])];
  const { retryAfterSeconds } = refused.params;
  if (typeof retryAfterSeconds === "number") void reply.header("retry-after", String(retryAfterSeconds));
  const errors = all
    .filter((one) => one.pointer !== undefined)
    .map((one) => ({ pointer: one.pointer!, code: one.code, detail: word(one) }));
  const body = {
    ...problem(status, refused.code, word(refused), lang, requestId),
    params: refused.params,
    ...(errors.length > 0 && { errors }),
  };
  if (isAccountPermit(endpoint.permit) && seen.membership && (status === 409 || status === 403)) {
    const door = await wordDoor(holdersIn(house.db), house.programme, lang, endpoint.permit, seen.membership, {
      refusal: refused,
      text: body.detail,
    });
    return send(reply, lang, { ...body, door });
  }
  return send(reply, lang, body);
}
