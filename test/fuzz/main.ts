import { KINDS } from "./finding.ts";
import { readOptions } from "./options.ts";
import { fuzz } from "./run.ts";

const { json, ...options } = readOptions();
const report = await fuzz({ ...options, tell: (line) => console.log(line) });
console.log(json ? JSON.stringify(report) : report);
process.exitCode = KINDS.every((kind) => report[kind] === 0) ? 0 : 1;
