/** Forms: fields, their state, the summary of what is to correct, the upload zone, the wizard's frame. */

export { CheckField, RadioField } from "./Choice.tsx";
export { SelectField, TextArea, TextField } from "./Field.tsx";
export { FocusBar } from "./FocusBar.tsx";
export { Fields, Form, FormFoot } from "./Form.tsx";
export { PasswordField } from "./PasswordField.tsx";
export { UploadZone } from "./UploadZone.tsx";
export type { FormState } from "./useForm.ts";
export { useForm } from "./useForm.ts";
export { Wizard } from "./Wizard.tsx";
