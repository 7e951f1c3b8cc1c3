import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import type { Door } from "../../../web/api.ts";
import { useAct, useRead } from "../../../web/api.ts";
import { ComboField } from "../../../web/ui/combobox.ts";
import { Form, useForm } from "../../../web/ui/form.ts";
import { Button, DoorNote, Link, Message, ProblemMessage, toast } from "../../../web/ui/index.ts";
import { useWords } from "../../../web/words.ts";
import { screens as en } from "../words/en.ts";
import { screens as fr } from "../words/fr.ts";
import styles from "./Seats.module.css";

const words = { fr, en };
type Place = { accountId: string; benefitId: string };
type Props = {
  place: Place;
  door: Door;
  note: "under" | { at: string };
  addUsers: Door;
  /** The reason that closes it, when others point there too. */
  children: ReactNode;
};

/** « Affecter un utilisateur »: one is chosen in the list, then the button; whoever is missing from it is added elsewhere, and one comes back. */
export function Assign({ place, door, note, addUsers, children }: Props) {
  const t = useWords(words);
  const [typed, setTyped] = useState("");
  const search = useSettled(typed);
  const people = useRead("seats.candidates", { ...place, search }, { keep: true, when: door.open });
  const assign = useAct("seats.assign", {
    onDone: ({ holder }) => {
      form.set({ userId: "" });
      choose(undefined);
      setTyped("");
      toast({ text: t("assignedTo", { name: holder?.name ?? "" }) });
    },
  });
  const form = useForm({ initial: { userId: "" }, problem: assign.problem });
  const [missing, setMissing] = useState(false);
  const found = people.data?.items ?? [];
  const [chosen, choose] = useState<(typeof found)[number] | undefined>(undefined);
  // Whoever is chosen stays in the list, whatever is searched for next.
  const items = chosen && !found.some((person) => person.id === chosen.id) ? [chosen, ...found] : found;
  const user = form.bind("userId");
  const send = ({ userId }: { userId: string }) => {
    setMissing(userId === "");
    if (userId === "") document.getElementById(user.id)?.focus();
    else void assign.act({ ...place, body: { userId } });
  };
  const nobody = people.data !== undefined && search === "" && found.length === 0;

  return (
    <div className={styles.assign}>
      {door.open && nobody ? (
        <Message>{t("everybody")}</Message>
      ) : (
        <Form form={form} label={t("assign")} onSend={send}>
          <div className={styles.choose}>
            {door.open ? (
              <ComboField
                label={t("user")}
                hint={people.data?.more ? t("moreUsers") : t("userHint")}
                options={items.map((person) => ({ value: person.id, label: person.name, hint: person.email }))}
                onType={setTyped}
                {...user}
                error={missing ? t("choose") : user.error}
                onChange={(userId) => {
                  setMissing(false);
                  choose(items.find((person) => person.id === userId));
                  user.onChange(userId);
                }}
              />
            ) : null}
            <div className={styles.act}>
              <Button kind="primary" type="submit" door={door} note={note} working={assign.working}>
                {t("assign")}
              </Button>
            </div>
          </div>
          {assign.problem && assign.problem.errors.length === 0 ? <ProblemMessage problem={assign.problem} /> : null}
        </Form>
      )}
      {children}
      <AddUsers benefitId={place.benefitId} door={addUsers} />
    </div>
  );
}

/** The way to user management, which knows the way back to this very row (F-091). */
function AddUsers({ benefitId, door }: { benefitId: string; door: Door }) {
  const t = useWords(words);
  const back = encodeURIComponent(`~/benefits/developerSeats?open=${benefitId}`);
  return (
    <div className={styles.text}>
      {t("missing")}
      <Link to={`~/settings/users?add=yes&from=${back}`}>{t("addUsers")}</Link>
      {t("addUsersEnd")}
      <DoorNote id="addUsers" door={door} />
    </div>
  );
}

/** What was typed, once typing has paused: the list is asked for then, not at every letter. */
function useSettled(typed: string): string {
  const [settled, settle] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => settle(typed.trim()), 200);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
