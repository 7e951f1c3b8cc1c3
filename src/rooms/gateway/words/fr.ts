export const refusals = {
  "gateway.numberInvalid": "Ce numéro n’est pas celui d’une carte. Relisez-le sur la carte, par exemple 4242 4242 4242 4242.",
  "gateway.numberUnknown":
    "Le bac à sable ne prend que des cartes d’essai, par exemple 4242 4242 4242 4242. N’y tapez pas une vraie carte.",
  "gateway.expiryUnreadable": "Indiquez le mois et l’année, par exemple 09/28.",
  "gateway.expiryPast": "Cette carte a expiré. Prenez-en une autre.",
  "gateway.cvcInvalid": "Le code de sécurité a {digits} chiffres. Il est imprimé sur la carte.",
  "gateway.postalCodeInvalid": "Ce code postal n’a pas la forme de ce pays, par exemple {example}. Indiquez celui de la carte.",
  "gateway.down": "Le service de paiement ne répond pas. Rien n’est perdu ici ; réessayez dans quelques minutes.",
} as const;
