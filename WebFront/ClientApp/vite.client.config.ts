import { defineConfig } from "vite";

// The connection alone, without the page, as one module: for programs and for the test that holds a client against the server.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    minify: false,
    lib: { entry: "src/connection/index.ts", formats: ["es"], fileName: "connection" },
    rolldownOptions: { external: ["@microsoft/signalr"] },
  },
});
