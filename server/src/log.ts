import { type Logger, pino, stdSerializers } from "pino";
import { describeError } from "./work/describe-error.ts";

/** The server's log, one JSON object a line; errors without what customers wrote. */
export function createLog(level: string): Logger {
  return pino({
    level,
    serializers: {
      err(error: unknown) {
        if (!(error instanceof Error)) return describeError(error);
        const { stack } = stdSerializers.err(error);
        const frames = stack
          ?.split("\n")
          .filter((line) => /^\s+at /.test(line))
          .join("\n");
        return { message: describeError(error), stack: frames };
      },
    },
  });
}
