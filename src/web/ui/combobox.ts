/** A choice among many, found by typing: people, countries. Short lists take `SelectField`. */
export { ComboField } from "./ComboField.tsx";
