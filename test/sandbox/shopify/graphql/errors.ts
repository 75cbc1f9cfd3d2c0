import type { GraphQLError, GraphQLFormattedError } from "graphql";

/** A query that the schema refuses, in Shopify's words and codes. */
export function formatInvalidQuery(error: GraphQLError): GraphQLFormattedError {
  const { locations, message } = error.toJSON();
  const at = locations ? { locations } : {};
  const unknownField = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message);
  if (unknownField) {
    const [, fieldName = "", typeName = ""] = unknownField;
    return {
      ...at,
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      extensions: { code: "undefinedField", typeName, fieldName },
    };
  }
  const unknownArgument = /^Unknown argument "(\w+)" on field "(\w+)\.(\w+)"/.exec(message);
  if (unknownArgument) {
    const [, argumentName = "", , name = ""] = unknownArgument;
    return {
      ...at,
      message: `Field '${name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: "argumentNotAccepted", name, typeName: "Field", argumentName },
    };
  }
  return { ...at, message, extensions: { code: "invalidQuery" } };
}

export const formatSyntaxError = (error: GraphQLError): GraphQLFormattedError => {
  const { locations, message } = error.toJSON();
  return {
    message: message.replace(/^Syntax Error: /, "syntax error, "),
    ...(locations ? { locations } : {}),
  };
};

/** An error while executing; variables that don't fit carry Shopify's code for it. */
export function formatExecutionError(error: GraphQLError): GraphQLFormattedError {
  const formatted = error.toJSON();
  if (error.path || !/^Variable "\$/.test(error.message)) return formatted;
  return { ...formatted, extensions: { code: "INVALID_VARIABLE" } };
}
