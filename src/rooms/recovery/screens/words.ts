import * as en from "../words/en.ts";
import * as fr from "../words/fr.ts";

export const words = { fr: fr.screens, en: en.screens };
export const stateWords = { fr: fr.states, en: en.states };
