import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import react from "@vitejs/plugin-react";
import { build } from "esbuild";
import type { Plugin } from "vite";
import { defineConfig } from "vite";
import type { Contract } from "./src/kit/endpoint.ts";
import { tokensCss } from "./src/web/ui/tokens.ts";

const here = import.meta.dirname;

/**
 * The contracts are read once, at build time: the browser gets method, path and a few letters of every endpoint
 * (`i` idempotent, `u` upload, `f` file, `p` public), and none of the schemas.
 */
async function readEndpoints(): Promise<Record<string, [string, string, string]>> {
  const folder = await mkdtemp(path.join(tmpdir(), "contracts-"));
  try {
    const outfile = path.join(folder, "contracts.mjs");
    await build({ entryPoints: [path.join(here, "src/rooms/contracts.ts")], outfile, bundle: true, platform: "node", format: "esm", logLevel: "error" });
    const { contracts } = (await import(pathToFileURL(outfile).href)) as { contracts: Record<string, Contract> };
    return Object.fromEntries(
      Object.entries(contracts).flatMap(([room, endpoints]) =>
        Object.entries(endpoints).map(([name, one]) => {
          const flags = [one.idempotent ? "i" : "", one.upload ? "u" : "", one.file ? "f" : "", one.permit === "public" ? "p" : ""].join("");
          return [`${room}.${name}`, [one.method, one.path, flags]] as const;
        }),
      ),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Modules made at build time: the table of endpoints and the style sheet of the tokens. */
function made(): Plugin {
  const makers: Record<string, () => Promise<string>> = {
    "virtual:endpoints": async () => `export default ${JSON.stringify(await readEndpoints())};`,
    "virtual:tokens.css": async () => tokensCss(),
  };
  return {
    name: "made",
    resolveId: (id) => (id in makers ? `\0${id}` : undefined),
    load: (id) => (id.startsWith("\0") ? makers[id.slice(1)]?.() : undefined),
  };
}

export default defineConfig({
  root: here,
  base: "/",
  publicDir: "src/web/public",
  plugins: [react(), made()],
  css: { modules: { generateScopedName: "[local]_[hash:base64:4]" } },
  build: {
    outDir: "dist/web",
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    target: ["chrome120", "firefox121", "safari17"],
    // Everything is a file of its own: a strict policy allows no data: addresses for scripts, fonts or styles.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
  },
});
