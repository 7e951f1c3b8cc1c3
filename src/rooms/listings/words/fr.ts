export const states = {
  draft: "Brouillon",
  inReview: "En relecture",
  published: "Publié",
  changed: "Modifié, pas encore envoyé",
  rejected: "Refusé",
  unpublished: "Retiré",
} as const;

export const refusals = {
  "listings.unknownRegion": "Cette région n’est pas de celles du programme. Choisissez-en une de la liste.",
  "listings.alreadyThere": "Un profil existe déjà pour cette région. Ouvrez-le pour le modifier.",
  "listings.noSuchListing": "Ce profil n’existe pas, ou n’est pas publié.",
  "listings.noSuchPlace": "Cet emplacement n’est plus dans le profil.",
  "listings.noLogo": "Ce profil n’a pas de logo.",
  "listings.changedMeanwhile": "Quelqu’un a modifié ce profil entre-temps. Votre saisie est gardée ici ; rechargez pour voir la sienne.",
  "listings.underReview": "Ce profil est en relecture. Reprenez-le d’abord pour le modifier.",
  "listings.notUnderReview": "Ce profil n’attend pas de relecture.",
  "listings.notPublic": "Rien n’est publié : il n’y a rien à retirer.",
  "listings.nothingNew": "Ce profil est publié tel quel : il n’y a rien de nouveau à envoyer.",
  "listings.unknownRule": "Choisissez une règle de la liste.",
  "listings.descriptionMissing": "Décrivez ce que votre entreprise fait pour ses clients.",
  "listings.descriptionTooLong": "{letters} caractères. Accepté : {most} au plus.",
  "listings.industryMissing": "Choisissez au moins un secteur.",
  "listings.placeMissing": "Ajoutez au moins un emplacement.",
  "listings.websiteWrong": "Il faut une adresse en https, par exemple https://www.kermadec.example.",
  "listings.socialPageWrong": "Il faut une page de {domain}, par exemple {example}.",
  "listings.tooManyIndustries": "{count} secteurs choisis. Accepté : {most} au plus.",
  "listings.tooManyTags": "{count} mots-clés. Accepté : {most} au plus.",
  "listings.tagTooLong": "« {tag} » est trop long. Accepté : {most} caractères au plus, par exemple « logiciels portuaires ».",
  "listings.unknownTag": "Ce choix n’est pas de la liste.",
  "listings.tooManyPlaces": "{most} emplacements au plus par région. Retirez-en un d’abord.",
  "listings.samePlace": "Cet emplacement est déjà dans le profil.",
  "listings.countryElsewhere": "Ce pays n’est pas dans la région de ce profil. Choisissez-en un de la liste.",
  "listings.logoMissing": "Choisissez une image.",
  "listings.logoNotAPicture": "Ce fichier n’est pas une image lisible. Acceptés : GIF, JPG, PNG.",
  "listings.logoTooHeavy": "Ce fichier est trop lourd. Acceptés : GIF, JPG, PNG, {most} octets au plus.",
  "listings.logoTooWide": "Cette image a {width} pixels de large. Accepté : {most} au plus.",
  "listings.logoUpright": "Cette image est plus haute que large ({width} × {height}). Il faut un carré ou une image horizontale.",
  "listings.badCursor": "Cette suite de liste n’existe pas. Repartez du début.",
  "listings.tooOften": "Trop de recherches à la suite depuis votre réseau. Réessayez dans {seconds} secondes.",
} as const;

/** What the activity list says. `{region}` is kept in both languages. */
export const facts = {
  "listing.submitted": "Profil métier envoyé en relecture : {region}",
  "listing.withdrawn": "Profil métier repris avant relecture : {region}",
  "listing.published": "Profil métier publié : {region}",
  "listing.rejected": "Profil métier refusé : {region}",
  "listing.unpublished": "Profil métier retiré par notre équipe : {region}",
  "listing.takenDown": "Profil métier retiré par l’entreprise : {region}",
} as const;

export const mails = {
  greeting: "Bonjour {name},",
  footer: "Ce message concerne le compte {company} {label.inThePortal}. {label.partnerId} {partnerId}.",
  "published.subject": "Votre profil métier est publié : {region}",
  "published.heading": "Votre profil métier est publié",
  "published.text": "Le profil de {company} pour la région {region} est en ligne. Tout le monde peut le trouver dès maintenant.",
  "published.act": "Voir la page publique",
  "rejected.subject": "Votre profil métier est à corriger : {region} (à vous)",
  "rejected.heading": "Votre profil métier n’est pas publié",
  "rejected.text": "Le profil de {company} pour la région {region} ne respecte pas une règle du programme. Il n’est pas publié.",
  "rejected.textPublic":
    "Les modifications du profil de {company} pour la région {region} ne respectent pas une règle du programme. La version publiée reste en ligne.",
  "unpublished.subject": "Votre profil métier est retiré : {region} (à vous)",
  "unpublished.heading": "Votre profil métier est retiré",
  "unpublished.text": "Le profil de {company} pour la région {region} ne respecte pas une règle du programme. Il n’est plus en ligne.",
  again: "Corrigez-le, puis envoyez-le de nouveau : rien de ce qui est écrit n’est perdu.",
  act: "Corriger le profil",
  rule: "Règle",
} as const;
export * from "./desk.fr.ts";
export * from "./finder.fr.ts";
export * from "./page.fr.ts";
