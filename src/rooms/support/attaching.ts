import { addSeconds } from "../../kit/dates.ts";
import { accept, refuse } from "../../kit/decision.ts";
import type { UploadedFile } from "../../kit/endpoint.ts";
import { writeSize } from "../../kit/format.ts";
import { newId } from "../../kit/ids.ts";
import type { Act, PersonCtx } from "../../server/context.ts";
import type { FileType } from "../../server/files.ts";
import { fileTypes, keepFile, layContent, sniff } from "../../server/files.ts";
import * as accounts from "../accounts/door.ts";
import * as store from "./store.ts";

/** So many messages' worth of files may wait for one person: more is a mistake, or somebody who fills our shelf. */
const MESSAGES_AHEAD = 3;

const spoken: Readonly<Record<string, string>> = { pdf: "PDF", png: "PNG", jpg: "JPEG", gif: "GIF" };

/** What the bytes prove, against what the programme accepts. The name and what a browser says of a file prove nothing. */
function decideFile(ctx: PersonCtx, bytes: Buffer | undefined) {
  const { uploads } = ctx.house.programme.support;
  const types = uploads.types.map((type) => spoken[fileTypes[type]]).join(", ");
  const max = writeSize(uploads.maxBytes, ctx.lang);
  if (bytes === undefined) return refuse("support.fileMissing", {}, "/file");
  if (bytes.length === 0) return refuse("support.fileEmpty", {}, "/file");
  if (bytes.length > uploads.maxBytes) return refuse("support.fileTooBig", { size: writeSize(bytes.length, ctx.lang), max }, "/file");
  const type = sniff(bytes);
  if (type === "program") return refuse("support.fileIsProgram", { types, max }, "/file");
  if (type === undefined || !(uploads.types as readonly FileType[]).includes(type))
    return refuse("support.fileNotAccepted", { types, max }, "/file");
  return accept<FileType>(type);
}

const decideRoom = (ctx: PersonCtx, waiting: number) => {
  const most = ctx.house.programme.support.uploads.perMessage * MESSAGES_AHEAD;
  return waiting < most ? accept(undefined) : refuse("support.tooManyWaiting", { count: waiting }, "/file");
};

/** Puts a file beside what is being written. Its bytes travel first, while nobody is held up. */
export async function attach(ctx: PersonCtx, accountId: string, forRequestId: string | null, upload: UploadedFile | undefined) {
  const type = decideFile(ctx, upload?.bytes);
  if (!type.ok) return type;
  const early = decideRoom(ctx, await store.waitingOf(ctx.tx, accountId, ctx.person.id));
  if (!early.ok) return early;
  const { name, bytes } = upload!;
  await layContent(ctx.house, bytes);

  return ctx.transaction(async (act) => {
    // Hold the account first: whoever holds it may count what waits.
    await accounts.hold(act.tx, accountId);
    const decision = decideRoom(ctx, await store.waitingOf(act.tx, accountId, ctx.person.id));
    if (!decision.ok) return decision;

    const file = await keepFile(ctx.house, act.tx, accountId, { name, type: type.value, bytes }, act.now);
    const id = newId();
    await store.addFile(act.tx, accountId, { id, fileId: file.id, forRequestId, sentBy: ctx.person.id, at: act.now });
    act.enqueue({
      kind: "support.clearFile",
      key: id,
      accountId,
      payload: { attachmentId: id },
      clock: "business",
      dueAt: addSeconds(act.now, ctx.house.programme.support.uploads.keptHours * 3600),
    });

    return accept({ id, name: file.name, type: file.type, size: file.size });
  });
}

/** What was put beside a message goes with it, all of it or the message does not. */
export async function sendFiles(
  act: Pick<Act, "house" | "tx">,
  accountId: string,
  personId: string,
  made: { readonly requestId: string; readonly messageId: string; readonly ids: readonly string[] },
) {
  const { perMessage } = act.house.programme.support.uploads;
  const ids = [...new Set(made.ids)];
  if (ids.length > perMessage) return refuse("support.tooManyFiles", { count: ids.length, most: perMessage }, "/fileIds");
  if (ids.length > 0 && (await store.sendFiles(act.tx, accountId, personId, { ...made, ids })) !== ids.length)
    return refuse("support.fileGone", {}, "/fileIds");
  return accept(undefined);
}
