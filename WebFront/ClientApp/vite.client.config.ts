import { defineConfig } from "vite";

// The connection alone, without the page, as one module: for the test that holds it against the server.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "../../tests/Browser/client",
    emptyOutDir: true,
    target: "es2022",
    minify: false,
    lib: { entry: "src/connection/index.ts", formats: ["es"], fileName: "connection" },
    rolldownOptions: { external: ["@microsoft/signalr"] },
  },
});
