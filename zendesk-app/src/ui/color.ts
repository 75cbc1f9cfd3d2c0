import { getColor } from "@zendeskgarden/react-theming";
import type { ExecutionContext } from "styled-components";

/** One of Garden's colour variables, in the agent's scheme. */
export function color(variable: string): (context: ExecutionContext) => string {
  return ({ theme }) => getColor({ theme, variable });
}

/** One of Garden's hues at a shade a scheme. */
export function hue(name: string, light: number, dark: number): (context: ExecutionContext) => string {
  return ({ theme }) => getColor({ theme, hue: name, light: { shade: light }, dark: { shade: dark } });
}
