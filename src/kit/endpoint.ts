import type { z } from "zod";
import type { Decision } from "./decision.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * One declaration behind the route, its validation, the OpenAPI document, the typed client and the guard.
 * `{name}` parts of `path` are declared in `params`. Whatever is not declared is refused: an unknown query parameter by 400, an
 * unknown field of the body by 422 with its pointer.
 */
export type Endpoint<Permit extends string = string> = {
  readonly summary: string;
  readonly method: Method;
  readonly path: `/${string}`;
  readonly permit: Permit;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly reply: z.ZodType;
  readonly status?: 200 | 201 | 202;
  /** Every refusal the action may answer, with its HTTP status. A refusal that is not listed does not compile. */
  readonly refusals?: Readonly<Record<string, 400 | 402 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 502 | 503>>;
  /** The POST charges, mails or hands out: `Idempotency-Key` is required and a repeated key gives the first answer again. */
  readonly idempotent?: true;
  /**
   * Reachable before a forced password change or an owed second factor is done: signing out, and those two steps themselves.
   * `factorDue`: only before the second factor is set up that a company asks for; what else is owed comes first.
   */
  readonly early?: true | "factorDue";
  /** The action manages its own transactions, because it talks to an outside system in the middle. */
  readonly ownTransactions?: true;
  /** The reply is a file of this media type; `reply` then describes nothing and the handler answers a `FileReply`. */
  readonly file?:
    | "application/pdf"
    | "application/octet-stream"
    | "application/pem-certificate-chain"
    | "text/csv; charset=utf-8; header=present";
  /**
   * Opened by a browser on its way, not by a page: the answer is 303 with the `location` that the handler gives (an outside provider sends people
   * back here). A handler that has bad news leads to the page which tells it. Query parameters beyond the declared ones are for `query` to allow.
   * `whenBroken`: the page that tells whatever else goes wrong on the way; nobody is left before an answer for programs.
   */
  readonly redirect?: { readonly whenBroken: `/${string}` };
  /**
   * An outside system's message: the body is taken as it came, whatever its type, with the signature that this header carries; `body` is then
   * `{payload, signature}`.
   */
  readonly signedBy?: string;
  /** The body is `multipart/form-data` with one file of at most this many bytes, beside the fields of `body`. */
  readonly upload?: { readonly maxBytes: number };
};

/** `lines` leave one after the other, so that a long file is never whole in memory. */
export type FileReply = { readonly name: string; readonly type: string; readonly inline?: boolean } & (
  | { readonly bytes: Buffer }
  | { readonly lines: AsyncIterable<string> }
);
export type UploadedFile = { readonly name: string; readonly bytes: Buffer };

export type Contract<Permit extends string = string> = Readonly<Record<string, Endpoint<Permit>>>;

type Out<T> = T extends z.ZodType ? z.output<T> : undefined;
type In<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What a handler receives: parsed, defaulted, nothing unknown in it. */
export type InputOf<E extends Endpoint> = {
  readonly params: Out<E["params"]>;
  readonly query: Out<E["query"]>;
  readonly body: Out<E["body"]>;
  readonly upload: E["upload"] extends object ? UploadedFile : undefined;
};

export type ReplyOf<E extends Endpoint> = E["file"] extends string ? FileReply : z.input<E["reply"]>;
export type RefusalOf<E extends Endpoint> = E["refusals"] extends object ? keyof E["refusals"] & string : never;
export type AnswerOf<E extends Endpoint> = Decision<ReplyOf<E>, RefusalOf<E>>;

/** What a caller sends: one flat object of path and query values, with the body beside them. */
export type CallOf<E extends Endpoint> = (E["params"] extends z.ZodType ? In<E["params"]> : unknown) &
  (E["query"] extends z.ZodType ? In<E["query"]> : unknown) &
  (E["body"] extends z.ZodType ? { body: In<E["body"]> } : unknown) &
  (E["upload"] extends object ? { file: Blob & { name?: string } } : unknown);

/** What a caller gets back. */
export type ResultOf<E extends Endpoint> = E["file"] extends string ? Blob : z.output<E["reply"]>;
