import { useState } from "react";
import { writeInstant } from "../../../kit/format.ts";
import { fileAddress, useAct } from "../../../web/api.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import { Fields, Form, FormFoot, TextField, UploadZone, useForm } from "../../../web/ui/form.ts";
import { ActionRow, ActionRows, Button, Card, FileLink, Row, Text, toast } from "../../../web/ui/index.ts";
import { Drawer } from "../../../web/ui/overlay.ts";
import { useLang } from "../../../web/words.ts";
import { groupsOfFour } from "../transfer.rules.ts";
import type { OrderView } from "./TransferOrder.tsx";
import { useTransferWords } from "./wording.ts";

type Transfer = NonNullable<OrderView["transfer"]>;

/** « Télécharger la preuve de paiement »: what was sent, and the way to send or to replace it. */
export function Proof({ of, transfer }: { of: OrderView; transfer: Transfer }) {
  const t = useTransferWords();
  const lang = useLang();
  const { timeZone } = useShell();
  const { id: accountId } = useAccount();
  const [asking, ask] = useState(false);
  const { proof } = transfer;
  const label = t(proof ? "replace" : "upload");
  return (
    <Card flush>
      <ActionRows>
        <ActionRow
          title={t("proof")}
          text={proof ? t("proofBy", { name: proof.by, at: writeInstant(proof.at, lang, timeZone) }) : t("proofText")}
          door={of.moves.prove}
        >
          {(note) => (
            <Row>
              {proof ? (
                <FileLink
                  href={fileAddress("purchasing.proof", { accountId, orderId: of.id })}
                  label={`${t("proofOpen")}, ${proof.file.name}`}
                >
                  {t("proofOpen")}
                </FileLink>
              ) : null}
              <Button kind={proof ? "outline" : "primary"} icon="upload" door={of.moves.prove} note={note} onPress={() => ask(true)}>
                {label}
              </Button>
            </Row>
          )}
        </ActionRow>
      </ActionRows>
      {asking && of.moves.prove.open ? <Send of={of} transfer={transfer} onClose={() => ask(false)} /> : null}
    </Card>
  );
}

const typeNames: Readonly<Record<string, string>> = { "application/pdf": "PDF", "image/png": "PNG", "image/jpeg": "JPEG" };

function Send({ of, transfer, onClose }: { of: OrderView; transfer: Transfer; onClose: () => void }) {
  const t = useTransferWords();
  const { id: accountId } = useAccount();
  const [file, choose] = useState<File | null>(null);
  const { proof, bank, uploads } = transfer;
  const send = useAct("purchasing.prove", {
    onDone: () => {
      toast({ text: t("proofSent") });
      onClose();
    },
  });
  const form = useForm({
    initial: {
      paidOn: proof?.paidOn ?? "",
      bankAccount: groupsOfFour(proof?.bankAccount ?? bank.iban),
      reference: proof?.reference ?? "",
    },
    problem: send.problem,
  });
  const onFile = send.problem?.errors.some(({ pointer }) => pointer === "/file") ? send.problem : null;
  return (
    <Drawer title={t("proofTitle")} sub={t("order", { number: of.number })} onClose={onClose}>
      <Form
        form={form}
        label={t("proofTitle")}
        onSend={(body) => send.act({ accountId, orderId: of.id, body, file: file ?? new File([], "preuve") })}
      >
        <Text tone="secondary">{t("proofText")}</Text>
        <UploadZone
          label={t("proofFile")}
          accept={uploads.types}
          types={uploads.types.map((type) => typeNames[type] ?? type).join(", ")}
          maxBytes={uploads.maxBytes}
          problem={onFile}
          onFile={choose}
          received={file ? [{ id: file.name, name: file.name }] : []}
        />
        <Fields>
          <TextField label={t("proofPaidOn")} type="date" {...form.bind("paidOn")} />
          <TextField label={t("proofAccount")} hint={t("proofAccountHint")} autoComplete="off" code {...form.bind("bankAccount")} />
          <TextField label={t("proofReference")} hint={t("proofReferenceHint")} autoComplete="off" {...form.bind("reference")} />
        </Fields>
        <FormFoot form={form} send={t("proofSend")} working={send.working} before={<Button onPress={onClose}>{t("giveUp")}</Button>} />
      </Form>
    </Drawer>
  );
}
