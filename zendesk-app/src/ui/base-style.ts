import { createGlobalStyle } from "styled-components";
import { color } from "./color.ts";

/** What holds for the whole page. */
export const BaseStyle = createGlobalStyle`
  *, *::before, *::after { box-sizing: border-box; }
  html { color-scheme: ${({ theme }) => theme.colors.base}; }
  body {
    margin: 0;
    background: ${color("background.default")};
    color: ${color("foreground.default")};
    font-family: ${({ theme }) => theme.fonts.system};
    font-size: ${({ theme }) => theme.fontSizes.md};
    line-height: ${({ theme }) => theme.lineHeights.md};
    overflow-wrap: break-word;
    -webkit-font-smoothing: antialiased;
  }
  #app { container: page / inline-size; }
  h1, h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; font: inherit; }
  ul, ol { list-style: none; }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation-duration: 0.01ms !important; transition-duration: 0.01ms !important; }
  }
`;
