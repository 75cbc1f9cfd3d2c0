import type { ErrorObject } from "ajv";

/** `/ticket/tags/0` as a person writes it: `.ticket.tags[0]`. */
const place = (pointer: string) =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join("");

/** Says in one line what is wrong and where. */
function line(root: string, { instancePath, keyword, params, data, message }: ErrorObject): string {
  const where = root + place(instancePath);
  switch (keyword) {
    case "unevaluatedProperties":
      return `${where}.${params.unevaluatedProperty} is not described`;
    case "additionalProperties":
      return `${where}.${params.additionalProperty} is not described`;
    case "false schema":
      return `${where} is ${root.startsWith("request") ? "read-only" : "write-only"}`;
    case "required":
      return `${where}.${params.missingProperty} is missing`;
    case "enum":
      return `${where} must be one of ${params.allowedValues.join(", ")}, is ${JSON.stringify(data)}`;
    case "type":
      return `${where} must be ${[params.type].flat().join(" or ")}, is ${JSON.stringify(data)?.slice(0, 60)}`;
    default:
      return `${where} ${message}`;
  }
}

const isWithin = (error: ErrorObject, pointer: string) =>
  error.instancePath === pointer || error.instancePath.startsWith(`${pointer}/`);
const isUnevaluated = ({ keyword }: ErrorObject) => keyword === "unevaluatedProperties";
const isType = ({ keyword }: ErrorObject) => keyword === "type";
const saysNull = ({ keyword, params }: ErrorObject) => keyword === "type" && params.type === "null";
const depth = ({ instancePath }: ErrorObject) => instancePath.split("/").length;

/** A schema that failed describes nothing, so its properties all count as undescribed: only its failure is told. */
function withoutEchoes(errors: ErrorObject[]): ErrorObject[] {
  return errors.filter(
    (error) =>
      !isUnevaluated(error) ||
      !errors.some(
        (cause) =>
          isWithin(cause, error.instancePath) && (!isUnevaluated(cause) || depth(cause) > depth(error)),
      ),
  );
}

/** Where no alternative matched, only what came closest is told: the errors deepest in the value. */
function closest(errors: ErrorObject[]): ErrorObject[] {
  const pointers = new Set(
    errors.filter(({ keyword }) => keyword === "anyOf").map(({ instancePath }) => instancePath),
  );
  const outermost = [...pointers].filter(
    (pointer) => ![...pointers].some((other) => pointer.startsWith(`${other}/`)),
  );
  const told = outermost.flatMap((pointer) => {
    const inside = errors.filter((error) => isWithin(error, pointer) && !saysNull(error));
    const deepest = Math.max(...inside.map(depth));
    const leaves = inside.filter((error) => depth(error) === deepest && error.keyword !== "anyOf");
    return leaves.length > 0 ? leaves : inside;
  });
  return [...errors.filter((error) => !outermost.some((pointer) => isWithin(error, pointer))), ...told];
}

/** One error for a value that is of none of several types. */
function joinTypes(errors: ErrorObject[]): ErrorObject[] {
  const [ofType, others] = [errors.filter(isType), errors.filter((error) => !isType(error))];
  const joined = new Map<string, ErrorObject>();
  for (const error of ofType) {
    const types = [joined.get(error.instancePath)?.params.type ?? [], error.params.type].flat();
    joined.set(error.instancePath, { ...error, params: { type: [...new Set(types)] } });
  }
  return [...joined.values(), ...others];
}

/** Turns a validator's errors into lines for people. */
export function explain(root: string, errors: ErrorObject[]): string[] {
  const told = joinTypes(closest(withoutEchoes(errors)));
  return [...new Set(told.map((error) => line(root, error)))];
}
