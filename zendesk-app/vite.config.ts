import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compiledWords } from "./build/compiled-words.ts";
import { svgComponent } from "./build/svg-component.ts";

const root = fileURLToPath(new URL(".", import.meta.url));

/** One page for all locations; its parts lie beside it under fixed names of their kind. */
export default defineConfig({
  root,
  base: "./",
  publicDir: false,
  plugins: [react(), svgComponent(), compiledWords()],
  resolve: { dedupe: ["react", "react-dom", "styled-components"] },
  build: {
    target: "es2022",
    assetsDir: ".",
    emptyOutDir: true,
    rolldownOptions: { input: `${root}iframe.html` },
  },
});
