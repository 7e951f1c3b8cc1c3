/**
 * A place to put files: what is accepted is said before, each refused file says why, what was received stays listed with its verdict.
 * @example
 * <UploadZone label={t("proof")} accept={["application/pdf", "image/png", "image/jpeg"]} types="PDF, PNG, JPEG" maxBytes={10_000_000}
 *   working={send.working} onFile={(file) => send.act({ accountId, file })} received={documents.map((d) => ({ id: d.id, name: d.name, about: d.verdict, href: fileAddress(…) }))} />
 */
import type { DragEvent } from "react";
import { useId, useState } from "react";
import { writeSize } from "../../kit/format.ts";
import type { Door, Problem } from "../problem.ts";
import { useLang, useUiWords } from "../words.ts";
import { DoorNote } from "./Door.tsx";
import { Icon } from "./Icon.tsx";
import { ProblemMessage } from "./Message.tsx";
import styles from "./UploadZone.module.css";

export type Received = {
  readonly id: string;
  readonly name: string;
  readonly about?: string;
  readonly href?: string;
  readonly verdict?: string;
};

type Props = {
  readonly label: string;
  readonly accept: readonly string[];
  readonly types: string;
  readonly maxBytes: number;
  readonly onFile: (file: File) => unknown;
  readonly working?: boolean;
  readonly problem?: Problem | null;
  readonly received?: readonly Received[];
  readonly open?: string;
  readonly door?: Door | undefined;
};

export function UploadZone({ label, accept, types, maxBytes, onFile, working = false, problem = null, received = [], open, door }: Props) {
  const t = useUiWords();
  const lang = useLang();
  const id = useId();
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const closed = door !== undefined && !door.open;

  const take = async (files: FileList | null) => {
    setRefused(null);
    for (const file of files ?? []) {
      const max = writeSize(maxBytes, lang);
      if (file.size === 0) setRefused(t("fileEmpty", { name: file.name }));
      else if (file.size > maxBytes) setRefused(t("fileTooBig", { name: file.name, size: writeSize(file.size, lang), max }));
      else if (!accept.includes(file.type)) setRefused(t("fileWrong", { name: file.name, types }));
      else await onFile(file);
    }
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!closed && !working) void take(event.dataTransfer.files);
  };

  return (
    <div className={styles.upload}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition to the button inside. */}
      <div
        className={styles.zone}
        data-over={over ? "" : undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!closed);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name={closed ? "lock" : "upload"} />
        <span>
          <span className={styles.words}>
            {t("drop")}{" "}
            <label className={styles.choose}>
              <input
                type="file"
                className="hidden"
                accept={accept.join(",")}
                aria-label={label}
                aria-describedby={closed ? `${id}-text` : `${id}-types`}
                aria-disabled={closed || working ? true : undefined}
                onClick={(event) => (closed || working) && event.preventDefault()}
                onChange={(event) => {
                  void take(event.target.files);
                  event.target.value = "";
                }}
              />
              {t("chooseFile")}
            </label>
            {working ? ` · ${t("working")}` : null}
          </span>
          <small id={`${id}-types`}>
            {types}, {writeSize(maxBytes, lang)}
          </small>
        </span>
      </div>
      <DoorNote id={id} door={door} />
      {refused ? (
        <p role="alert" className={styles.refused}>
          <Icon name="noSolid" size={14} />
          {refused}
        </p>
      ) : (
        <ProblemMessage problem={problem} />
      )}
      {received.length > 0 ? (
        <ul className={styles.received}>
          {received.map((file) => (
            <li key={file.id}>
              <Icon name="file" />
              <span className={styles.file}>
                <b>{file.name}</b> {file.about ? <span className={styles.about}>{file.about}</span> : null}
                {file.verdict ? <small>{file.verdict}</small> : null}
              </span>
              {file.href && open ? (
                <a href={file.href} target="_blank" rel="noreferrer" aria-label={`${open}, ${file.name}`}>
                  {open}
                </a>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
