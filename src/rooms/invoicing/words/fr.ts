export const refusals = {
  "invoicing.notFound": "Ce document n’existe pas dans ce compte.",
  "invoicing.daysReversed": "La période finit le {toOn}, avant son début le {fromOn}. Choisissez une fin qui suit le début.",
  "invoicing.tooManyDays": "{count} jours demandés. Accepté : {most} au plus. Faites un second export pour le reste.",
} as const;

export const facts = {
  "invoice.issued": "Facture {number} émise pour la commande {order}",
  "creditNote.issued": "Avoir {number} émis pour la commande {order}",
  "receipt.issued": "Reçu {number} émis pour la commande {order}",
} as const;

export const paper = {
  invoice: "Facture",
  creditNote: "Avoir",
  receipt: "Reçu",
  byCard: "carte {brand} se terminant par {last4}",
  byTransfer: "virement bancaire",
  reason: "Document de facturation",
} as const;

/** The first line of the accounting export, in its order. */
export const columns = {
  issuedOn: "Date d’émission",
  kind: "Type",
  number: "Numéro",
  corrects: "Corrige",
  order: "Commande",
  partnerId: "ID de partenaire",
  company: "Client",
  country: "Pays",
  vatNumber: "Numéro de TVA",
  what: "Désignation",
  from: "Du",
  to: "Au",
  currency: "Devise",
  net: "HT",
  treatment: "Régime de TVA",
  rate: "Taux",
  tax: "TVA",
  total: "TTC",
  exemption: "Attestation",
  payment: "Paiement",
  paidOn: "Date de paiement",
} as const;

export const treatments = {
  standard: "Taux du pays",
  reverseCharge: "Autoliquidation",
  exempt: "Exonération",
  outOfScope: "Hors champ",
} as const;

export const ledger = { file: "comptabilite" } as const;

export const screens = {
  title: "Factures et reçus",
  answer: "Chaque paiement a sa facture et son reçu ; un remboursement a son avoir. Leurs chiffres ne changent plus jamais.",
  kindFilter: "Type",
  all: "Tous",
  invoice: "Factures",
  creditNote: "Avoirs",
  receipt: "Reçus",
  list: "Factures, avoirs et reçus",
  number: "Numéro",
  date: "Date",
  what: "Objet",
  period: "du {from} au {to}",
  net: "HT",
  tax: "TVA",
  total: "TTC",
  corrects: "corrige {number}",
  file: "Fichier",
  download: "Télécharger",
  downloadOf: "Télécharger {number}",
  emptyTitle: "Aucun document pour l’instant",
  emptyText: "La facture et le reçu d’un achat se trouvent ici dès que le paiement est reçu.",
  offers: "Voir les offres",
  noneTitle: "Aucun document de ce type",
} as const;

export const desk = {
  title: "Factures",
  answer: "Numérotées sans trou, dans l’ordre de leur émission.",
  search: "Numéro, commande ou ID de partenaire, en entier",
  company: "Client",
  order: "Commande",
  emptyTitle: "Aucun document",
  emptyText: "Rien n’a été émis avec ces critères.",
  clear: "Effacer les critères",
  exportTitle: "Export comptable",
  exportText: "Tous les documents émis pendant la période, en CSV, dans l’ordre d’émission. Un avoir y compte en moins.",
  from: "Du",
  to: "Au",
  export: "Exporter",
} as const;
