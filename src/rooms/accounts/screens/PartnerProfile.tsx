import { useState } from "react";
import { writeDay, writeInstant } from "../../../kit/format.ts";
import type { Result } from "../../../web/api.ts";
import { fileAddress, useRead } from "../../../web/api.ts";
import { useAccount, useShell } from "../../../web/shell.ts";
import type { StatusLook } from "../../../web/ui/index.ts";
import {
  Await,
  Button,
  Card,
  Columns,
  CopyValue,
  Facts,
  FileLink,
  Link,
  LinkButton,
  Page,
  Stack,
  StatusBadge,
  Text,
} from "../../../web/ui/index.ts";
import { useLang, useWords } from "../../../web/words.ts";
import { profile as en } from "../words/screens.en.ts";
import { profile as fr } from "../words/screens.fr.ts";
import { EditProfile } from "./EditProfile.tsx";

const words = { fr, en };
export type ProfileView = Result<"accounts.profile">;
type Programme = ProfileView["programmes"][number];

/** « Profil du partenaire »: the legal profile, the partner ID, the programmes with their status and agreement (F-050 to F-059). */
export default function PartnerProfile() {
  const t = useWords(words);
  const account = useAccount();
  const profile = useRead("accounts.profile", { accountId: account.id });
  const [editing, edit] = useState(false);

  return (
    <Page title={t("title")} answer={t("answer")}>
      <Await of={profile} rows={10}>
        {(reply) => (
          <Columns side={<PartnerId of={reply} />}>
            <Stack>
              {editing ? (
                <EditProfile of={reply} again={profile.again} onClose={() => edit(false)} />
              ) : (
                <LegalProfile of={reply} onEdit={() => edit(true)} />
              )}
              <Programmes of={reply} />
            </Stack>
          </Columns>
        )}
      </Await>
    </Page>
  );
}

function LegalProfile({ of, onEdit }: { of: ProfileView; onEdit: () => void }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  const { values } = of;
  const lines = [values.addressLine1, values.addressLine2, `${values.postalCode} ${values.city}`, of.country.name].filter(Boolean);
  return (
    <Card
      flush
      title={t("legal")}
      aside={
        of.moves.edit.open ? (
          <Button size="small" icon="pen" onPress={onEdit}>
            {t("edit")}
          </Button>
        ) : undefined
      }
      foot={
        of.moves.edit.open ? (
          <Text tone="secondary" small>
            {t("updated", { at: writeInstant(of.updatedAt, lang, timeZone) })}
          </Text>
        ) : (
          <Button size="small" door={of.moves.edit}>
            {t("edit")}
          </Button>
        )
      }
    >
      <Facts
        wide
        items={[
          { name: t("name"), value: values.legalName },
          { name: t("address"), value: lines.map((line) => <div key={line}>{line}</div>) },
          {
            name: of.country.registration.label || t("registrationNumber"),
            value: values.registrationNumber ? <Text code>{values.registrationNumber}</Text> : t("none"),
          },
          { name: t("vatNumber"), value: values.vatNumber ? <Text code>{values.vatNumber}</Text> : t("none") },
          {
            name: t("contact"),
            value: `${values.contactGivenName} ${values.contactFamilyName}`,
            hint: (
              <>
                <div>{values.contactEmail}</div>
                <div className="num">{values.contactPhone}</div>
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

function PartnerId({ of }: { of: ProfileView }) {
  const t = useWords(words);
  const lang = useLang();
  return (
    <Card title={t("idTitle")}>
      <Stack gap="tight">
        <CopyValue value={of.partnerId} label={t("copyId")} />
        <Text tone="secondary" small>
          {t("idText")}
        </Text>
        <Text tone="secondary" small>
          {t("since", { day: writeDay(of.createdOn, lang) })}
        </Text>
      </Stack>
    </Card>
  );
}

const looks = { active: "active", pending: "pending", rejected: "rejected" } as const satisfies Record<Programme["status"], StatusLook>;

/** « Informations sur le programme »: in each programme's field its status, and in it the agreement with its date. */
function Programmes({ of }: { of: ProfileView }) {
  const t = useWords(words);
  return (
    <Card
      flush
      title={t("programmes")}
      aside={
        <Link quiet to="~/settings/verification">
          {t("verification")}
        </Link>
      }
    >
      <Facts
        wide
        items={of.programmes.map((programme) => ({
          name: programme.statusLabel,
          value: <StatusBadge look={looks[programme.status]}>{programme.statusText}</StatusBadge>,
          hint: <AgreementOf programme={programme} />,
        }))}
      />
    </Card>
  );
}

function AgreementOf({ programme }: { programme: Programme }) {
  const t = useWords(words);
  const lang = useLang();
  const account = useAccount();
  const list = useRead("agreements.list", { accountId: account.id });
  return (
    <Await of={list} rows={1}>
      {({ items }) => {
        const item = items.find((one) => one.agreementId === programme.agreement);
        if (!item) return null;
        const { signed } = item;
        if (!signed) {
          return item.moves.sign.open ? (
            <LinkButton to={`~/agreements/accept/${item.agreementId}`}>{t("signNow")}</LinkButton>
          ) : (
            <Button door={item.moves.sign}>{t("signNow")}</Button>
          );
        }
        return (
          <Stack gap="tight">
            <span>
              <Link to={`~/agreements/${signed.id}`}>{signed.title}</Link>{" "}
              <Text tone="secondary">{t("agreementSigned", { day: writeDay(signed.signedOn, lang) })}</Text>
            </span>
            <span>
              <FileLink
                size="small"
                href={fileAddress("agreements.document", { accountId: account.id, acceptanceId: signed.id })}
                label={`${t("download")} ${signed.title}`}
              >
                {t("download")}
              </FileLink>
            </span>
          </Stack>
        );
      }}
    </Await>
  );
}
