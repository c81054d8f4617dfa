import { loadEnv } from "vite";
import { defineConfig } from "vitest/config";

// In development the page comes from Vite and the data from a running product (or the fake server of tests/Browser).
const server = loadEnv("", ".", "TA_")["TA_SERVER"] ?? "http://127.0.0.1:5080";

export default defineConfig({
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
