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
import { profile as en, users as enUsers } from "../words/screens.en.ts";
import { profile as fr, users as frUsers } from "../words/screens.fr.ts";
import { ChangeCountry } from "./ChangeCountry.tsx";
import { EditProfile } from "./EditProfile.tsx";
import { LegalFacts } from "./LegalFacts.tsx";
import { LegalTabs } from "./LegalTabs.tsx";
import { ProfileTabs } from "./ProfileTabs.tsx";

const words = { fr, en };
const userWords = { fr: frUsers, en: enUsers };
export type ProfileView = Result<"accounts.profile">;
type Programme = ProfileView["programmes"][number];

/** « Profil du partenaire »: the legal profile, the partner ID, the programmes with their status and agreement (F-050 to F-059). */
export default function PartnerProfile() {
  const t = useWords(words);
  const account = useAccount();
  const profile = useRead("accounts.profile", { accountId: account.id });
  const [editing, edit] = useState<"profile" | "country" | null>(null);
  const close = () => edit(null);

  return (
    <Page title={t("title")} answer={t("answer")} aside={<LegalTabs at="partner" />}>
      <ProfileTabs />
      <Await of={profile} rows={10}>
        {(reply) => (
          <Columns
            side={
              <Stack>
                <PartnerId of={reply} />
                <Colleagues />
              </Stack>
            }
          >
            <Stack>
              {editing === "profile" ? <EditProfile of={reply} again={profile.again} onClose={close} /> : null}
              {editing === "country" ? <ChangeCountry of={reply} onClose={close} /> : null}
              {editing === null ? <LegalProfile of={reply} onEdit={edit} /> : null}
              <Programmes of={reply} />
            </Stack>
          </Columns>
        )}
      </Await>
    </Page>
  );
}

function LegalProfile({ of, onEdit }: { of: ProfileView; onEdit: (what: "profile" | "country") => void }) {
  const t = useWords(words);
  const lang = useLang();
  const { timeZone } = useShell();
  return (
    <Card
      flush
      title={t("legal")}
      aside={
        of.moves.edit.open ? (
          <Button size="small" icon="pen" onPress={() => onEdit("profile")}>
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
      {/* Without the right to edit, the foot says why; here only what the country's own rule adds. */}
      <LegalFacts
        of={of}
        move={
          of.moves.edit.open ? (
            <Button size="small" door={of.moves.country} onPress={() => onEdit("country")}>
              {t("changeCountry")}
            </Button>
          ) : undefined
        }
      />
    </Card>
  );
}

/** F-163: the two ways in for colleagues. */
function Colleagues() {
  const t = useWords(userWords);
  return (
    <Card title={t("colleagues")}>
      <Stack gap="tight">
        <Link to="~/settings/users/invitations?invite=yes">{t("colleaguesInvite")}</Link>
        <Link to="~/settings/users?add=yes">{t("colleaguesAdd")}</Link>
      </Stack>
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
