import { useState } from "react";
import { writeDay } from "../../../kit/format.ts";
import type { Door, Result } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { Await, Button, DoorNote, Message, Meter, ProblemMessage, StatusBadge, Text, toast } from "../../../web/ui/index.ts";
import { LoadMore, Table, usePages } from "../../../web/ui/table.ts";
import { SeatCard, SeatMap } from "../../../web/ui/visual.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { LeavingLink } from "../../accounts/screens/LeavingLink.tsx";
import type { Benefit } from "../../benefits/screens/columns.tsx";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import { Assign } from "./Assign.tsx";
import { dayIn } from "./days.ts";
import { RemoveDialog } from "./RemoveDialog.tsx";
import styles from "./Seats.module.css";

const words = { fr, en };
export type Seat = Result<"seats.list">["items"][number];
export type Held = Seat & { holder: NonNullable<Seat["holder"]> };

/** So many seats have a card each, so many a square; beyond, a table and a bar. */
const CARDS = 12;
const SQUARES = 48;

/** The seats of one benefit: how many are taken, by whom, who gets the next one. */
export function Seats({ of: benefit, manages, role }: { of: Benefit; manages: boolean; role: Door }) {
  const t = useWords(words);
  const account = useAccount();
  const place = { accountId: account.id, benefitId: benefit.id };
  const seats = useRead("seats.list", { ...place, limit: SQUARES });
  const detail = useRead("benefits.detail", place);
  const [removing, remove] = useState<Held | null>(null);
  const assign = useAct("seats.assign");
  const why = `${benefit.id}-role`;
  // What the role closes is said once; every button that it closes points there.
  const noteOf = (door: Door) => (!door.open && !role.open && door.text === role.text ? { at: why } : "under");

  return (
    <div className={styles.panel}>
      <Await of={seats} rows={4}>
        {(reply) => {
          const counted = t("count", { count: reply.assigned, of: reply.capacity });
          return (
            <>
              {reply.capacity <= SQUARES ? (
                <SeatMap seats={reply.items.map((seat) => ({ id: seat.id, holder: seat.holder?.name }))} queue={[]} words={counted} />
              ) : (
                <Meter used={reply.assigned} granted={reply.capacity} words={counted} />
              )}
              {manages ? (
                <Assign place={place} door={reply.moves.assign} note={noteOf(reply.moves.assign)} addUsers={reply.moves.addUsers}>
                  <DoorNote id={why} door={role} />
                </Assign>
              ) : null}
              <ProblemMessage problem={assign.problem} />
              {reply.capacity <= CARDS ? (
                <Cards seats={reply.items} manages={manages} noteOf={noteOf} onRemove={remove} />
              ) : (
                <SeatTable place={place} name={benefit.name} manages={manages} noteOf={noteOf} onRemove={remove} />
              )}
              {reply.portal ? (
                <p className={styles.text}>
                  {t("portal")}
                  <LeavingLink link={reply.portal} />
                </p>
              ) : null}
            </>
          );
        }}
      </Await>
      {detail.data?.instructions ? <Message title={t("instructions")}>{detail.data.instructions}</Message> : null}
      {removing ? (
        <RemoveDialog
          accountId={account.id}
          seat={removing}
          product={benefit.name}
          onKeep={() => remove(null)}
          onRemoved={({ holder }) => {
            remove(null);
            toast({ text: t("removed", { name: holder.name }), undo: () => void assign.act({ ...place, body: { userId: holder.id } }) });
          }}
        />
      ) : null}
    </div>
  );
}

function useSince(): (seat: Seat) => string {
  const lang = useLang();
  const { timeZone } = useShell();
  return (seat) => (seat.since === null ? "" : writeDay(dayIn(timeZone, seat.since), lang));
}

type Note = "under" | { at: string };
type Listed = { manages: boolean; noteOf: (door: Door) => Note; onRemove: (seat: Held) => void };

const isHeld = (seat: Seat): seat is Held => seat.holder !== null;

function RemoveButton({ seat, noteOf, onRemove }: Omit<Listed, "manages"> & { seat: Held }) {
  const t = useWords(words);
  return (
    <Button
      size="small"
      door={seat.moves.release}
      note={noteOf(seat.moves.release)}
      label={t("removeOf", { name: seat.holder.name })}
      onPress={() => onRemove(seat)}
    >
      {t("remove")}
    </Button>
  );
}

function Cards({ seats, manages, noteOf, onRemove }: Listed & { seats: readonly Seat[] }) {
  const t = useWords(words);
  const since = useSince();
  return (
    <div className={styles.cards}>
      {seats.map((seat) => (
        <SeatCard
          key={seat.id}
          title={t("seat", { n: seat.number })}
          badge={<StatusBadge look={seat.state}>{t(seat.state)}</StatusBadge>}
          holder={seat.holder?.name}
          since={t("since", { day: since(seat) })}
          note={seat.holder?.email ?? t("nobody")}
        >
          {isHeld(seat) && manages ? <RemoveButton seat={seat} noteOf={noteOf} onRemove={onRemove} /> : null}
        </SeatCard>
      ))}
    </div>
  );
}

function SeatTable({ place, name, manages, noteOf, onRemove }: Listed & { place: { accountId: string; benefitId: string }; name: string }) {
  const t = useWords(words);
  const since = useSince();
  const seats = usePages("seats.list", { ...place, limit: 50 });
  return (
    <Await of={seats} rows={6}>
      {(rows) => (
        <>
          <Table
            caption={t("seats", { product: name })}
            rows={rows}
            rowKey={(seat) => seat.id}
            name={(seat) => t("seat", { n: seat.number })}
            columns={[
              { key: "number", title: t("number"), head: true, cell: (seat) => t("seat", { n: seat.number }) },
              {
                key: "holder",
                title: t("holder"),
                cell: (seat) =>
                  seat.holder ? (
                    <>
                      {seat.holder.name}{" "}
                      <Text tone="secondary" small>
                        {seat.holder.email}
                      </Text>
                    </>
                  ) : (
                    <StatusBadge look="free">{t("free")}</StatusBadge>
                  ),
              },
              { key: "since", title: t("held"), cell: since },
              {
                key: "remove",
                title: t("remove"),
                hideTitle: true,
                bare: true,
                cell: (seat) => (isHeld(seat) && manages ? <RemoveButton seat={seat} noteOf={noteOf} onRemove={onRemove} /> : null),
              },
            ]}
          />
          <LoadMore shown={rows.length} {...seats} />
        </>
      )}
    </Await>
  );
}
