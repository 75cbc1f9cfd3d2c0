import { type DestinationStream, type Logger, pino, stdSerializers } from "pino";
import { describeError } from "./work/describe-error.ts";

/** The server's log, one JSON object a line; errors without what customers wrote. To the standard output, if no other. */
export function createLog(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  const options = {
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
  };
  return pino(options, destination);
}
