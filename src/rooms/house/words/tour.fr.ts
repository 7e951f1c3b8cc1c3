/** « Découvrir votre tableau de bord »: five short steps, read at one's own pace. */
export const tour = {
  title: "Découvrir votre tableau de bord",
  step: "Étape {n} sur {of}",
  previous: "Précédent",
  next: "Suivant",
  finish: "Terminer",
  overviewTitle: "Où en est votre compte",
  overviewText:
    "La vue d’ensemble dit ce qui est ouvert, ce qui ne l’est pas encore, et pourquoi. La vérification y tient sa place jusqu’à ce qu’elle aboutisse.",
  stepsTitle: "Les étapes suivantes",
  stepsText: "Chaque étape mène à sa page. Un bouton fermé donne la raison et le nom de qui peut l’ouvrir.",
  partnershipTitle: "Vos offres et vos avantages",
  partnershipText: "Sous Partenariat, vous achetez une adhésion, puis vous utilisez ce qu’elle contient : clés, places, support.",
  settingsTitle: "Votre entreprise et ses utilisateurs",
  settingsText: "Sous Paramètres : le profil de l’entreprise, les personnes et leurs rôles, les contrats signés.",
  helpTitle: "Retrouver son chemin",
  helpText: "La page Ressources dit où faire chaque chose. Vous y retrouverez cette visite.",
  toOffers: "Voir les offres",
  toUsers: "Voir les utilisateurs",
  toResources: "Ouvrir les ressources",
} as const;

export const guides = {
  title: "Ressources",
  answer: "Ce que vous voulez faire, et la page où cela se fait.",
  caption: "Ressources pour gérer votre compte",
  task: "Pour ce faire",
  page: "Lisez cela",
  tour: "Découvrir votre tableau de bord",
  tourText: "Une visite en cinq étapes, à reprendre quand vous voulez.",
  takeTour: "Commencer la visite",
} as const;
