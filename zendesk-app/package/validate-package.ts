import { type AppPackage, error, type Finding } from "./finding.ts";
import { readObject } from "./json.ts";
import { assetRules } from "./rules/assets.ts";
import { contentRules } from "./rules/contents.ts";
import { listingRules } from "./rules/listing.ts";
import { manifestRules } from "./rules/manifest.ts";
import { requirementRules } from "./rules/requirements.ts";
import { svgRules } from "./rules/svg.ts";
import { translationRules } from "./rules/translations.ts";

export interface Validation {
  /** For these Zendesk refuses the package. */
  errors: Finding[];
  warnings: Finding[];
}

/**
 * Checks an app package by Zendesk's rules for apps of framework 2.0. Its search for secrets is narrower than
 * Zendesk's, which also warns of the word "password" in any bundled library.
 */
export function validatePackage(files: AppPackage): Validation {
  const findings = files.has("manifest.json") ? contentsRules(files) : missingManifest(files);
  return {
    errors: findings.filter(({ severity }) => severity === "error"),
    warnings: findings.filter(({ severity }) => severity === "warning"),
  };
}

function contentsRules(files: AppPackage): Finding[] {
  const manifest = readObject(files, "manifest.json");
  return [
    ...manifest.findings,
    ...(manifest.object
      ? [
          ...manifestRules(manifest.object, files),
          ...translationRules(manifest.object, files),
          ...requirementRules(manifest.object, files),
          ...listingRules(manifest.object, files),
        ]
      : []),
    ...assetRules(files),
    ...svgRules(files),
    ...contentRules(files),
  ];
}

function missingManifest(files: AppPackage): Finding[] {
  const nested = [...files.keys()].find((file) => /^[^/]+\/manifest\.json$/.test(file));
  if (!nested) return [error("manifest.json", "The package has none.", "Add it at the top of the package.")];
  const remedy = "Make the archive from inside that folder.";
  return [error(nested, "The manifest is in a folder, not at the top of the package.", remedy)];
}
