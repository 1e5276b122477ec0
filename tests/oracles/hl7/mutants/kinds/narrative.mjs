/** Narratives that are no XHTML of FHIR. */
import { of, set } from "../change.mjs";

export const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';
const withDiv = (div) =>
  of(undefined, (resource) => resource.text?.div !== undefined && set(resource, "text", { status: "generated", div }));

export const narrative = {
  ...Object.fromEntries(
    Object.entries({
      "a script": `<div ${XHTML}>x<script>alert(1)</script></div>`,
      "an event": `<div ${XHTML} onclick="x()">x</div>`,
      "an unknown element": `<div ${XHTML}><blink>x</blink></div>`,
      "a form": `<div ${XHTML}><form action="x"><input type="text"/></form></div>`,
      "an object": `<div ${XHTML}><object data="x">x</object></div>`,
      "an unknown attribute": `<div ${XHTML}><p foo="1">x</p></div>`,
      "no namespace": "<div>x</div>",
      "another namespace": '<div xmlns="http://x.test">x</div>',
      "a tag left open": `<div ${XHTML}><p>x</div>`,
      "an entity of HTML": `<div ${XHTML}>a&nbsp;b</div>`,
      "an unknown entity": `<div ${XHTML}>a&nosuch;b</div>`,
      "no text": `<div ${XHTML}></div>`,
      "blanks alone": `<div ${XHTML}> </div>`,
      "a p as its root": `<p ${XHTML}>x</p>`,
      "plain text": "x",
      "a link to nowhere": `<div ${XHTML}><a href="#nowhere">x</a></div>`,
      "a link that runs a script": `<div ${XHTML}><a href="javascript:x()">x</a></div>`,
      "an image that is not there": `<div ${XHTML}><img src="#nowhere" alt="x"/></div>`,
      "an id twice": `<div ${XHTML}><p id="a">x</p><p id="a">x</p></div>`,
      "a style": `<div ${XHTML}><style>p {}</style>x</div>`,
      "an iframe": `<div ${XHTML}><iframe src="http://x.test"/>x</div>`,
      "a head": `<div ${XHTML}><head/>x</div>`,
      "a language": `<div ${XHTML} lang="de">x</div>`,
    }).map(([name, div]) => [name, withDiv(div)]),
  ),
  "without div": of(undefined, (resource) => resource.text?.div !== undefined && delete resource.text.div),
  "without status": of(undefined, (resource) => resource.text?.div !== undefined && delete resource.text.status),
};
