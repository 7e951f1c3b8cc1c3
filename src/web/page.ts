import type { ComponentType } from "react";

export type ShellName = "public" | "focus" | "partner" | "office";
export type Screen = () => Promise<{ default: ComponentType }>;
export type PageLine = { readonly shell: ShellName; readonly path: string; readonly screen: Screen };

export const page = (shell: ShellName, path: string, screen: Screen): PageLine => ({ shell, path, screen });
export const partner = (path: string, screen: Screen): PageLine => page("partner", `/a/$accountId${path}`, screen);
/** A page of the account without navigation: wizard, checkout, agreement. */
export const focus = (path: string, screen: Screen): PageLine => page("focus", `/a/$accountId${path}`, screen);
export const office = (path: string, screen: Screen): PageLine => page("office", `/office${path}`, screen);
