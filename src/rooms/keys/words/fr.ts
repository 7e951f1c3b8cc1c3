export const refusals = {
  "keys.benefitNotFound": "Cet avantage n’existe pas dans ce compte, ou ne donne pas de clé.",
  "keys.notFound": "Cette clé n’existe pas dans ce compte.",
  "keys.noneLeft": { one: "La clé de cet avantage est déjà réservée.", other: "Les {count} clés de cet avantage sont déjà réservées." },
  "keys.ended": "Cet avantage n’est plus activable depuis le {expiresOn}.",
  "keys.stockEmpty":
    "Le stock de clés de ce produit est vide. L’équipe du programme le voit à son bureau et le remplit ; réessayez plus tard.",
  "keys.alreadyOpened": "Cette clé est déjà ouverte.",
  "keys.stillSealed": "Cette clé est encore scellée. Ouvrez-la d’abord.",
  "keys.noSuchProduct": "Aucun produit à clés ne porte ce nom dans le programme.",
  "keys.wrongLines": {
    one: "La ligne {lines} n’est pas une clé : il faut 5 à 200 caractères, sans espace, virgule, point-virgule, guillemet ni accent.",
    other:
      "Les lignes {lines} ne sont pas des clés : il faut 5 à 200 caractères, sans espace, virgule, point-virgule, guillemet ni accent.",
  },
  "keys.manyWrongLines": {
    one: "La ligne {line} n’est pas une clé : il faut 5 à 200 caractères, sans espace, virgule, point-virgule, guillemet ni accent.",
    other:
      "{count} lignes ne sont pas des clés, la première est la ligne {line} : il faut 5 à 200 caractères, sans espace, virgule, point-virgule, guillemet ni accent.",
  },
  "keys.nothingToAdd": "Collez au moins une clé, une par ligne.",
} as const;

export const facts = {
  "key.reserved": "Clé réservée : {product}",
  "key.returned": "Clé rendue au stock : {product}",
  "key.opened": "Clé ouverte : {product}",
  "key.viewed": "Clé affichée à nouveau : {product}",
  "keys.added": "Clés ajoutées au stock : {product}",
} as const;
