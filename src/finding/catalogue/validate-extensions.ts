import { defineCatalogue } from "../entry.js";

export const validateExtensions = defineCatalogue({
  "validate/extension-unknown": {
    severity: "information",
    message: "the extension {url} has no definition here, so what it holds is not checked",
    hint: "give the package or the StructureDefinition that defines it",
    messageId: "Extension_EXT_Unknown",
    explain:
      "An extension means what its StructureDefinition says. One without a definition is an error where unknown extensions are not allowed, and always as a modifierExtension: who does not know it may misread the whole resource.",
  },
  "validate/extension-not-absolute": {
    severity: "error",
    message: "the extension's url {url} is not absolute",
    hint: "the canonical of its StructureDefinition; only the parts of a complex extension have names of their own",
    messageId: "Extension_EXT_URL_Absolute",
    explain: "Extension.url is the canonical of the extension's definition, and so an absolute URL.",
  },
  "validate/extension-part-unknown": {
    severity: "error",
    message: "the extension {extension} has no part {url}",
    messageId: "Extension_EXT_SubExtension_Invalid",
    explain: "A complex extension is made of the parts that its definition names; one of another name means nothing.",
  },
  "validate/extension-context": {
    severity: "error",
    message: "the extension {url} may not stand at {element}",
    hint: "it belongs to: {allowed}",
    messageId: "Extension_EXTP_Context_Wrong",
    explain:
      "StructureDefinition.context lists the elements that an extension is made for; elsewhere its meaning is not defined.",
  },
  "validate/extension-not-here": {
    severity: "error",
    message: "the extension {url} may not stand here, because this is not true: {expression}",
    messageId: "Profile_EXT_Not_Here",
    explain: "StructureDefinition.contextInvariant says what has to be true of an element that has the extension.",
  },
  "validate/extension-version": {
    severity: "error",
    message: "the extension {url} is for FHIR {versions}, and not for R4",
    messageId: "EXTENSION_FHIR_VERSION_EARLIEST",
    explain: "Its definition says by the extension version-specific-use which versions of FHIR it is for.",
  },
  "validate/extension-is-modifier": {
    severity: "error",
    message: "the extension {url} changes the meaning of what it stands in and must be a modifierExtension",
    messageId: "Extension_EXT_Modifier_N",
    explain: "Its definition says isModifier, so that nobody may ignore it; only modifierExtension makes that sure.",
  },
  "validate/extension-no-modifier": {
    severity: "error",
    message: "the extension {url} is no modifier and belongs into extension",
    messageId: "Extension_EXT_Modifier_Y",
    explain:
      "Its definition does not say isModifier. As a modifierExtension it would make readers refuse what they could read.",
  },
});
