declare module "*.svg" {
  import type { FunctionComponent, SVGAttributes } from "react";

  const Icon: FunctionComponent<SVGAttributes<SVGSVGElement>>;
  export default Icon;
}
