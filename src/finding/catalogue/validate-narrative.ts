import { defineCatalogue } from "../entry.js";

export const validateNarrative = defineCatalogue({
  "validate/narrative-not-well-formed": {
    severity: "error",
    message: "the narrative is not well-formed XHTML: {detail}",
    messageId: "Error_parsing_XHTML_",
    explain:
      "Narrative.div is XML: every tag is closed, attributes are in quotes, & and < are written &amp; and &lt;, other characters stand as they are (XML has no &nbsp;), and there is one div around it all.",
  },
  "validate/narrative-root": {
    severity: "error",
    message: "the narrative must be a div, not <{name}>",
    messageId: "XHTML_XHTML_Name_Invalid",
    explain: "Narrative.div holds one XHTML div with everything else inside it.",
  },
  "validate/narrative-namespace": {
    severity: "error",
    message: "the narrative's div must be in the XHTML namespace",
    hint: 'write <div xmlns="http://www.w3.org/1999/xhtml">',
    messageId: "XHTML_XHTML_NS_InValid",
    explain:
      "In FHIR JSON the div of a narrative states the XHTML namespace, because the text must stand on its own as XML.",
  },
  "validate/narrative-element": {
    severity: "error",
    message: "the narrative must not contain <{name}>",
    messageId: "XHTML_XHTML_Element_Illegal",
    explain:
      "Narratives may use basic formatting, lists, tables, links and images of XHTML; scripts, forms, objects, frames and head elements are not allowed.",
  },
  "validate/narrative-nesting": {
    severity: "error",
    message: "<{name}> must not stand inside <p> in the narrative",
    messageId: "XHTML_XHTML_ELEMENT_ILLEGAL_IN_PARA",
    explain:
      "A paragraph of XHTML holds text and inline elements only; close it before a block such as a list, table or div.",
  },
  "validate/narrative-attribute": {
    severity: "error",
    message: '<{element}> in the narrative must not have the attribute "{name}"',
    messageId: "XHTML_XHTML_Attribute_Illegal",
    explain:
      "Narratives may use the plain attributes of XHTML only; event handlers and unknown attributes are not allowed.",
  },
  "validate/narrative-script": {
    severity: "error",
    message: 'the attribute "{name}" of <{element}> in the narrative runs a script',
    messageId: "TYPE_SPECIFIC_CHECKS_DT_XHTML_ACTIVE_HREF",
    explain:
      "Narratives must not contain active content; a link with javascript: is active, and one with data: that is HTML, XML or a script may be.",
  },
  "validate/narrative-data": {
    severity: "error",
    message: 'the data: URL in the attribute "{name}" of <{element}> in the narrative is not right: {detail}',
    messageId: "XHTML_URL_INVALID",
    explain:
      "A link or an image may carry its data itself: data:, a media type, ;base64, a comma, and the data in base64 (RFC 2397).",
  },
  "validate/narrative-link": {
    severity: "error",
    message: "the narrative's link {link} leads nowhere",
    messageId: "Type_Specific_Checks_DT_XHTML_Resolve",
    explain:
      "A link or image source that begins with # must lead to an id or name in the narrative, to an element's id or to a contained resource.",
  },
  "validate/narrative-link-empty": {
    severity: "error",
    message: "a link of the narrative has an empty href",
    messageId: "TYPE_SPECIFIC_CHECKS_DT_XHTML_EMPTY_HREF",
    explain: "An empty address means the page that it stands in, which a narrative is not.",
  },
  "validate/narrative-empty": {
    severity: "error",
    message: "txt-2: the narrative has no text and no image",
    explain: "A narrative is there to be read; leave Narrative out when there is nothing to say.",
  },
});
