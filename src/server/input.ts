import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Endpoint, UploadedFile } from "../kit/endpoint.ts";
import type { Lang } from "../kit/words.ts";
import { HttpRefusal, wordIssues } from "./problems.ts";

export type Input = {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly upload: UploadedFile | undefined;
};

/** What came with a request, held against the endpoint's contract. @throws HttpRefusal 400, 404, 413, 415 or 422, each wrong field at its place. */
export async function parse(endpoint: Endpoint, request: FastifyRequest, lang: Lang): Promise<Input> {
  const params = endpoint.params?.safeParse(request.params);
  if (params && !params.success) throw new HttpRefusal(404, "request.notFound");
  const query = (endpoint.query ?? z.strictObject({})).safeParse(request.query);
  if (!query.success) {
    const wrong = query.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" ? issue.keys : [issue.path.map(String).join(".")],
    );
    throw new HttpRefusal(400, "request.unknownQuery", { names: [...new Set(wrong)] });
  }

  let raw: unknown = request.body;
  let upload: UploadedFile | undefined;
  if (endpoint.upload) ({ fields: raw, upload } = await readUpload(endpoint.upload.maxBytes, request));
  if (endpoint.signedBy) raw = { payload: String(raw ?? ""), signature: String(request.headers[endpoint.signedBy] ?? "") };
  if (!endpoint.body) {
    if (!endpoint.upload && raw !== undefined && raw !== null && Object.keys(raw as object).length > 0) {
      throw new HttpRefusal(
        422,
        "request.fields",
        { count: Object.keys(raw as object).length },
        {
          errors: Object.keys(raw as object).map((field) => ({
            pointer: `/${field}`,
            code: "field.unknown",
            detail: wordIssues([{ code: "unrecognized_keys", keys: [field], path: [], message: "" }], lang)[0]!.detail,
          })),
        },
      );
    }
    return { params: params?.data, query: query.data, body: undefined, upload };
  }
  const body = endpoint.body.safeParse(raw ?? {}, { reportInput: true });
  if (!body.success) {
    const errors = wordIssues(body.error.issues, lang);
    throw new HttpRefusal(422, "request.fields", { count: errors.length }, { errors });
  }
  return { params: params?.data, query: query.data, body: body.data, upload };
}

async function readUpload(
  maxBytes: number,
  request: FastifyRequest,
): Promise<{ fields: Record<string, unknown>; upload: UploadedFile | undefined }> {
  if (!request.isMultipart()) throw new HttpRefusal(415, "request.mediaType", { accepted: "multipart/form-data" });
  const fields: Record<string, unknown> = {};
  let upload: UploadedFile | undefined;
  for await (const part of request.parts({ limits: { fileSize: maxBytes } })) {
    if (part.type === "file") {
      const bytes = await part.toBuffer().catch(() => {
        throw new HttpRefusal(413, "request.tooLarge", { bytes: maxBytes });
      });
      upload = { name: part.filename.slice(0, 200), bytes };
    } else fields[part.fieldname] = part.value;
  }
  return { fields, upload };
}
