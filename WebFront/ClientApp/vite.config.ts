import { loadEnv } from "vite";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

// In development the page comes from Vite and the data from a running product (or the fake server of tests/Browser).
const server = loadEnv("", ".", "TA_")["TA_SERVER"] ?? "http://127.0.0.1:5080";

/** The script of the page is loaded from the beginning, beside the small one that asks the first questions: the document says so. */
const pageFromTheBeginning: Plugin = {
  name: "page-from-the-beginning",
  transformIndexHtml: {
    order: "post",
    handler: (_, { bundle }) =>
      Object.values(bundle ?? {})
        .filter((part) => part.type === "chunk" && part.facadeModuleId?.endsWith("/src/page/open.ts"))
        .map(({ fileName }) => ({ tag: "link", attrs: { rel: "modulepreload", crossorigin: true, href: `/${fileName}` }, injectTo: "head" as const })),
  },
};

export default defineConfig({
  plugins: [pageFromTheBeginning],
  build: {
    outDir: "../wwwroot",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      "/api": { target: server, ws: true },
      "/hubs": { target: server, ws: true },
    },
  },
  test: {
    include: ["src/**/*.test.ts"],
  },
});
