import { z } from "zod";
import { contract } from "../../permissions.ts";
import { AccountParams, DoorView, Id, Language, nameLine, RoleName } from "../../wire.ts";
import { importEndpoints } from "./imports.contract.ts";
import { invitationEndpoints } from "./invitations.contract.ts";
import { requestEndpoints } from "./requests.contract.ts";
import { RoleView, TaskArea, TaskRow } from "./shapes.ts";

const account = "/api/v1/accounts/{accountId}" as const;

export { inviteRefusals } from "./invitations.contract.ts";

export const team = contract({
  ...invitationEndpoints,
  ...requestEndpoints,
  ...importEndpoints,
  mine: {
    summary: "My place in the account: name, roles, what I may do by task, what I may not, and who can raise it",
    method: "GET",
    path: `${account}/me`,
    permit: "self.view",
    params: AccountParams,
    reply: z.object({
      userId: Id,
      givenName: z.string(),
      familyName: z.string(),
      email: z.string(),
      language: Language,
      guest: z.boolean(),
      roles: z.array(RoleView),
      areas: z.array(TaskArea.extend({ tasks: z.array(TaskRow.extend({ door: DoorView })) })),
    }),
  },
  rename: {
    summary: "Correct my own name",
    method: "PUT",
    path: `${account}/me/name`,
    permit: "self.change",
    params: AccountParams,
    body: z.strictObject({ givenName: nameLine(100), familyName: nameLine(100) }),
    reply: z.object({ givenName: z.string(), familyName: z.string() }),
  },
  roleTable: {
    summary: "Every role and every task of the product: which role opens which task, and what else the account needs",
    method: "GET",
    path: `${account}/roles`,
    permit: "self.view",
    params: AccountParams,
    reply: z.object({
      roles: z.array(RoleView.extend({ holders: z.number().int(), givenBy: z.array(z.string()) })),
      areas: z.array(
        TaskArea.extend({
          tasks: z.array(
            TaskRow.extend({ opensTo: z.array(RoleName), everybody: z.enum(["anyMember", "self"]).nullable(), needs: z.array(z.string()) }),
          ),
        }),
      ),
    }),
  },
});
