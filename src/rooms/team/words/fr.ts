export * from "./screens.fr.ts";

export const refusals = {
  "team.memberAlready": "{email} a déjà accès à ce compte. Ses rôles se changent dans « Gestion des utilisateurs ».",
  "team.memberShutOut":
    "Cette personne avait accès à ce compte, et ne l’a plus. Un administrateur peut la réactiver depuis « Gestion des utilisateurs ».",
  "team.invitedAlready":
    "{email} est déjà sur la liste des invitations, jusqu’au {untilAt}. Renvoyez son invitation, ou annulez-la d’abord.",
  "team.invitationGone": "Cette invitation n’attend plus : elle a été acceptée ou annulée, ou n’est pas de ce compte.",
  "team.invitationUnknown": "Ce lien n’existe pas, ou un plus récent l’a remplacé. Ouvrez celui du dernier message reçu, en entier.",
  "team.invitationUsed": "Cette invitation a déjà été acceptée. Si c’est par vous, connectez-vous.",
  "team.invitationRevoked": "Cette invitation a été annulée. Parlez-en à la personne qui vous l’avait envoyée.",
  "team.invitationExpired":
    "Cette invitation n’est plus valable depuis le {expiredAt}. Demandez à la personne qui vous l’a envoyée d’en renvoyer une.",
  "team.senderGone":
    "La personne qui vous a invité n’ajoute plus d’utilisateurs à ce compte. Demandez à un autre administrateur de l’entreprise de vous envoyer une invitation.",
  "team.invitationForAnother": "Cette invitation est pour {email}. Déconnectez-vous, puis revenez à ce lien avec ce compte-là.",
  "team.notForStaff": "Un membre de notre équipe n’entre pas dans le compte d’un partenaire. Demandez une invitation à une autre adresse.",
  "team.signInFirst": "{email} a déjà un compte {label.inThePortal}. Connectez-vous, puis revenez à ce lien.",
  "team.companyFirst":
    "Les adresses de {domain} appartiennent à une entreprise qui crée elle-même l’accès de ses employés. Passez d’abord par elle, puis revenez à ce lien.",
  "team.roleHeld": "Vous avez déjà ce rôle.",
  "team.notAGrantor": "Cette personne ne donne pas ce rôle : {role}. Peuvent le faire : {needs}.",
  "team.askedToday": "Vous avez déjà demandé ce rôle aujourd’hui : {role}. Attendez la réponse, ou redemandez demain.",
  "team.requestGone": "Cette demande n’attend plus de réponse : le rôle a été donné ou refusé, ou elle n’est pas de ce compte.",
  "team.csvNoFile": "Choisissez un fichier CSV.",
  "team.csvEncoding":
    "Ce fichier n’est pas en UTF-8 : ses accents seraient faux. Dans votre tableur, choisissez « Enregistrer sous », puis « CSV UTF-8 ».",
  "team.csvUnreadable": "Ce fichier n’est pas un CSV lisible. Dans votre tableur, choisissez « Enregistrer sous », puis « CSV UTF-8 ».",
  "team.csvEmpty": "Ce fichier n’a aucune ligne sous ses titres. Écrivez une personne par ligne.",
  "team.csvMissing": "Il manque dans les titres : {columns}. Partez du fichier d’exemple.",
  "team.csvColumn":
    "La colonne « {column} » n’est pas attendue, ou s’y trouve deux fois. Gardez les titres du fichier d’exemple ; un mot de passe n’y a pas sa place.",
  "team.csvTooMany": { one: "{count} ligne au plus.", other: "{count} lignes au plus. Partagez ce fichier en plusieurs." },
  "team.importGone": "Ce fichier n’est plus là : un autre l’a remplacé, personne ne l’a confirmé en un jour, ou il n’est pas de ce compte.",
  "team.importConfirmed": "Ce fichier a déjà été confirmé. Ses invitations ne partent qu’une fois.",
  "team.importEmpty": "Aucune ligne de ce fichier ne peut devenir une invitation. Corrigez-le, puis déposez-le de nouveau.",
  "team.importOfAnother": "Seule la personne qui a déposé ce fichier peut le confirmer : elle répond de ses invitations.",
} as const;

export const facts = {
  "invitation.sent": "Invitation envoyée à {name}",
  "invitation.resent": "Invitation renvoyée à {name}",
  "invitation.revoked": "Invitation annulée pour {name}",
  "invitation.accepted": "Invitation acceptée par {name}",
  "role.asked": "Rôle demandé par {name} : {role}",
  "role.declined": "Rôle refusé à {name} : {role}",
  "invitation.fileConfirmed": "Invitations par fichier : {count}",
} as const;

export const mails = {
  invitedSubject: "{sender} vous invite dans le compte {company}",
  invitedHeading: "Bonjour {name}",
  invitedText: "{sender} vous invite à rejoindre le compte de {company} {label.inThePortal}.",
  invitedAct: "Voir l’invitation",
  invitedUntil: "Le lien est valable jusqu’au {until}, et ne sert qu’une fois.",
  invitedNotYou: "Vous ne connaissez pas cette personne ? Ne faites rien : sans vous, l’invitation prend fin d’elle-même.",
  account: "Compte",
  address: "Votre nom de connexion",
  roles: "Rôles proposés",
  noRoles: "aucun pour l’instant",
  footer: "Message envoyé par {label.thePortal} à la demande d’une personne qui administre ce compte.",
  roleAskedSubject: "{name} vous demande de lui attribuer un rôle",
  roleAskedText: "Le lien ouvre sa fiche, où le rôle est déjà coché. Il sera en vigueur dès que vous presserez « Mettre à jour ».",
  roleAskedAct: "Ouvrir sa fiche",
  roleAskedRefuse: "Pour refuser, avec votre raison : « Gestion des utilisateurs », puis « Demandes de rôle ».",
  person: "Personne",
  role: "Rôle demandé",
  note: "Son message",
  roleGrantedSubject: "Vous avez maintenant le rôle {role}",
  roleGrantedText: "Le rôle que vous aviez demandé dans le compte {company} est à vous, dès maintenant.",
  roleDeclinedSubject: "Le rôle {role} ne vous est pas attribué",
  roleDeclinedText:
    "Votre demande dans le compte {company} a été refusée. Vous pourrez redemander ce rôle, ou en parler à la personne qui a répondu.",
  decidedBy: "Réponse de",
  reason: "Raison",
  toRoles: "Voir mes rôles",
  footerMember: "Vous recevez ce message parce que vous avez un accès au compte {company} {label.inThePortal}.",
} as const;

/** The headings of a file of people to invite. */
export const columns = {
  givenName: "Prénom",
  familyName: "Nom",
  email: "Adresse",
  language: "Langue",
  roles: "Rôles",
  french: "français",
  english: "anglais",
  sampleFile: "exemple-utilisateurs",
} as const;

/** What is wrong with a line of the file, and what would be accepted. */
export const lines = {
  needed: "Cette case est vide, et il la faut.",
  tooLong: "Plus de {count} caractères.",
  invisible: "Des caractères invisibles s’y trouvent. Retapez cette case.",
  email: "Adresse incomplète. Écrivez-la en entier, par exemple prenom.nom@entreprise.example.",
  language: "Langue inconnue. Écrivez français ou anglais, ou laissez la case vide.",
  role: "Rôle inconnu : {role}. Écrivez les rôles comme sur la page « Rôles et tâches », séparés par une barre verticale ( | ).",
  twice: "Cette adresse est déjà à la ligne {line}.",
  tooOften: "{count} invitations sont parties à cette adresse depuis hier. Réessayez demain.",
  senderGone: "La personne qui a confirmé ce fichier n’ajoute plus d’utilisateurs à ce compte.",
  "people.personalMail": "Les adresses de {domain} sont personnelles. Il faut celle de l’entreprise.",
  "people.sharedMailbox": "{mailbox} est une boîte partagée. Il faut l’adresse d’une seule personne.",
  "team.memberAlready": "Cette personne a déjà accès au compte.",
  "team.memberShutOut": "Cette personne n’a plus accès au compte. Réactivez-la depuis la liste des utilisateurs.",
  "team.invitedAlready": "Cette personne est déjà invitée, jusqu’au {untilAt}.",
  "accounts.mayNotGrant": "Vous ne pouvez pas donner ce rôle : {role}. Peuvent le faire : {needs}.",
  "accounts.notForGuests":
    "L’adresse est d’une autre entreprise, et ce rôle n’est pas pour les invités : {role}. Ils peuvent avoir : {needs}.",
  "accounts.roleUnused": "Ce rôle ne sert à rien sans un programme de développeur : {role}.",
} as const;
